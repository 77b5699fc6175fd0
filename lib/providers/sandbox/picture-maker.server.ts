import 'server-only'
import { createHash } from 'node:crypto'
import { runEdit } from '@/lib/engine/engine.server'
import { MAX_PROMPT_LENGTH } from '@/lib/engine/plan'
import { EngineRefusal } from '@/lib/engine/refusal'
import type { Size } from '@/lib/images/raster'
import type { ImageFormat } from '@/lib/images/record'
import { openImage, openPixels } from '@/lib/images/sharp.server'

export type PictureOrder = {
  prompt: string
  /** The primary picture; absent: made from words alone. */
  image: Uint8Array | undefined
  guidance: number
  seed: number
  watermark: boolean
  /** Exact size of the result; absent: about that of the input, at most `maxPixels`. */
  size: Size | undefined
  maxPixels: number
  format: ImageFormat
}

/** The result of an order: by the local engine where it understands the words, by a visible grade where not. */
export async function makePicture(signal: AbortSignal, order: PictureOrder): Promise<Buffer> {
  const edited = order.image ? await edit(signal, order, order.image) : await paint(order)
  const { width, height } = await openImage(edited).metadata()
  const size = order.size ?? sizeWithin({ width, height }, order.maxPixels)
  const sized = openImage(edited).resize({ ...size, fit: 'cover', kernel: 'lanczos3' })
  return sized.toFormat(order.format, order.format === 'jpeg' ? { quality: 95 } : {}).toBuffer()
}

async function edit(signal: AbortSignal, order: PictureOrder, image: Uint8Array): Promise<Uint8Array> {
  const { guidance, seed, watermark } = order
  const prompt = order.prompt.slice(0, MAX_PROMPT_LENGTH)
  try {
    return (await runEdit(signal, { image, prompt, guidance, seed, watermark, size: 'auto' })).image
  } catch (error) {
    if (!(error instanceof EngineRefusal)) throw error
    return grade(image, hashOf(order))
  }
}

/** A turn of all hues by an angle that the words decide: no two prompts look the same, each looks edited. */
async function grade(image: Uint8Array, hash: Buffer): Promise<Buffer> {
  const hue = 60 + (hash.readUInt16BE(0) % 240)
  return openImage(image)
    .toColourspace('srgb')
    .modulate({ hue, saturation: 1.3 })
    .png({ compressionLevel: 2 })
    .toBuffer()
}

/** A slow blend between four colours that the words decide. */
async function paint(order: PictureOrder): Promise<Buffer> {
  const { width, height } = order.size ?? { width: 1024, height: 1024 }
  const colours = Buffer.from(hashOf(order).subarray(0, 12))
  return openPixels(colours, { width: 2, height: 2, channels: 3 })
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .png({ compressionLevel: 2 })
    .toBuffer()
}

const hashOf = ({ prompt, seed }: PictureOrder): Buffer =>
  createHash('sha256').update(`${prompt}\n${seed}`).digest()

function sizeWithin({ width, height }: Size, maxPixels: number): Size {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
