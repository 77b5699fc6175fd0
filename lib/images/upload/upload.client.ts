import { AppError } from '@/lib/errors'
import { cleanName } from '@/lib/images/name'
import { hashFile } from './hash.client'
import { type Reply, readReply, sendBody } from './send-body.client'
import type { ImageSummary } from './upload-answer'

/** An image that the server has now, and the name under which it is shown. */
export type Uploaded = { image: ImageSummary; name: string }

/**
 * Brings a file to the server, unless the server has these bytes already.
 * @param onProgress is told the bytes sent so far
 * @throws AppError with the server's code; `upload_incomplete` when the line broke; the signal's reason
 */
export async function uploadImage(
  signal: AbortSignal,
  file: File,
  onProgress: (sentBytes: number) => void,
  findHash: typeof hashFile = hashFile,
): Promise<Uploaded> {
  const name = cleanName(file.name)
  const id = await findHash(signal, file)
  const known = id && (await findKnown(signal, id))
  if (known) {
    onProgress(file.size)
    return { image: known, name }
  }
  const address = `/api/images?name=${encodeURIComponent(name)}`
  return readAnswer(await sendBody(signal, { method: 'PUT', address }, file, onProgress))
}

/** @throws AppError with the server's code, such as `url_not_allowed`; the signal's reason */
export async function uploadFromUrl(signal: AbortSignal, url: string): Promise<Uploaded> {
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', body: JSON.stringify({ url }), headers, signal }
  const response = await fetch('/api/images/from-url', request).catch((cause) => {
    if (signal.aborted) throw cause
    throw new AppError('upload_incomplete', undefined, { cause })
  })
  return readAnswer({ status: response.status, text: await response.text() })
}

/** Whatever goes wrong here only means that the bytes are sent. */
async function findKnown(signal: AbortSignal, id: string): Promise<ImageSummary | undefined> {
  try {
    const response = await fetch(`/api/images/${id}/known`, { signal, cache: 'no-store' })
    const { image }: { image?: ImageSummary | null } = await response.json()
    return image ?? undefined
  } catch {
    signal.throwIfAborted()
    return undefined
  }
}

type Answer = { image: ImageSummary & { name: string } }

function readAnswer(reply: Reply): Uploaded {
  const answer = readReply<Answer>(reply)
  if (!answer.image) throw new AppError('internal')
  const { name, ...image } = answer.image
  return { image, name }
}
