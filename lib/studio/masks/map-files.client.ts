import { encodeGreyPng } from '@/lib/images/formats/grey-png'
import type { Mask } from '@/lib/images/raster'
import { previewAddress } from '@/lib/studio/image-address'
import type { MaskWork } from '@/lib/studio/masks/mask-work'
import type { LabelWork } from '@/lib/studio/masks/part-labels'

/** The mask of a composite has as many px as the photo: it is read smaller. */
const MASK_WIDTH_PX = 512

/**
 * A grey map of an edit as numbers.
 * @throws Error when there is no such map, or it cannot be decoded; the signal's reason
 */
export async function readMap(
  signal: AbortSignal,
  editId: string,
  kind: 'changes' | 'regions' | 'mask',
): Promise<Mask> {
  const resize = kind === 'mask' ? { resizeWidth: MASK_WIDTH_PX } : {}
  return readGrey(signal, `/api/edits/${editId}/${kind}`, resize)
}

/**
 * A mask that is an image of its own, at the size of the stage's pictures.
 * @throws as `readMap`
 */
export const readMask = (signal: AbortSignal, imageId: string): Promise<Mask> =>
  readGrey(signal, previewAddress(imageId), {})

async function readGrey(signal: AbortSignal, address: string, resize: ImageBitmapOptions): Promise<Mask> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
  // The values are numbers, not colours: nothing may convert them.
  const bitmap = await createImageBitmap(await response.blob(), {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
    ...resize,
  })
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  const rgba = context.getImageData(0, 0, width, height).data
  const data = new Uint8Array(width * height)
  for (let i = 0; i < data.length; i++) data[i] = rgba[4 * i]!
  return { width, height, data }
}

/** A mask as a grey PNG. Draws in a thread of its own: a mask of the original's size has as many px as the photo. */
export function drawFile(signal: AbortSignal, work: MaskWork | LabelWork): Promise<Blob> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./mask-worker.client.ts', import.meta.url), { type: 'module' })
  const drawn = new Promise<Blob>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Mask>) => resolve(encodeGreyPng(data)))
    worker.addEventListener('error', () => reject(new Error('The mask could not be drawn.')))
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.postMessage(work)
  })
  return drawn.finally(() => worker.terminate())
}
