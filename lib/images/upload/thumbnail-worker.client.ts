import { findEmbeddedText } from '@/lib/images/formats/embedded-text'
import { createSlots } from '@/lib/images/slots'
import type { FileAnswer, FileQuestion, FileWork } from './file-work'
import { decodeSmall } from './small-bitmap.client'

/** Twice what a 80-pixel row of the list shows, for dense screens and the larger primary. */
const THUMBNAIL_SIDE_PX = 320

const never = new AbortController().signal
/** A decoded 20-megapixel photo takes 80 MB and a file up to 50 MB, so few are held at a time. */
const places = { thumbnail: createSlots(2), hash: createSlots(1), text: createSlots(1) }

const WORKS: Record<FileWork, (file: File) => Promise<Blob | string | undefined>> = {
  thumbnail: makeThumbnail,
  hash: hashFile,
  text: (file) => findEmbeddedText(never, file),
}

self.addEventListener('message', async ({ data: { id, work, file } }: MessageEvent<FileQuestion>) => {
  const release = await places[work].take(never)
  // A picture that this browser cannot read may still be fine for the server, which gives the reason if not.
  const value = await WORKS[work](file).catch(() => undefined)
  release()
  self.postMessage({ id, value } satisfies FileAnswer)
})

async function makeThumbnail(file: File): Promise<Blob> {
  const bitmap = await decodeSmall(file, THUMBNAIL_SIDE_PX)
  const scale = Math.min(1, THUMBNAIL_SIDE_PX / bitmap.height)
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })
}

/** SHA-256 in lower-case hex. Browsers offer it on https and loopback only. */
async function hashFile(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
