import path from 'node:path'
import { linearToOklab } from '@/lib/images/pixels/oklab'
import { createRandom } from '@/lib/images/pixels/random'
import { LINEAR_OF_BYTE } from '@/lib/images/pixels/srgb'
import type { Raster, Size } from '@/lib/images/raster'
import { openImage, openPixels } from '@/lib/images/sharp.server'

export const samplePath = (name: string): string => path.join('public/samples', `${name}.jpg`)

/** A sample photo in 8-bit RGB, at most `longSidePx` long. */
export async function loadPhoto(name: string, longSidePx = 512): Promise<Raster> {
  const { data, info } = await openImage(samplePath(name))
    .resize(longSidePx, longSidePx, { fit: 'inside' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) }
}

/** What is left of a picture after JPEG. */
export async function throughJpeg(raster: Raster, quality: number): Promise<Raster> {
  const file = await openPixels(raster.data, raster).jpeg({ quality }).toBuffer()
  return { ...raster, data: new Uint8Array(await openImage(file).raw().toBuffer()) }
}

export function resized(raster: Raster, { width, height }: Size): Promise<Raster> {
  return openPixels(raster.data, raster)
    .resize(width, height, { fit: 'fill' })
    .raw()
    .toBuffer()
    .then((data) => ({ ...raster, width, height, data: new Uint8Array(data) }))
}

export const flat = ({ width, height }: Size, value: number): Raster => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(width * height * 3).fill(value),
})

export function noise({ width, height }: Size, seed: number): Raster {
  const random = createRandom(seed)
  return { width, height, channels: 3, data: new Uint8Array(width * height * 3).map(() => random() * 256) }
}

export function mirrored(raster: Raster): Raster {
  const { width, channels } = raster
  const data = raster.data.map((_, i) => {
    const [pixel, c] = [Math.floor(i / channels), i % channels]
    const x = pixel % width
    return raster.data[(pixel - x + width - 1 - x) * channels + c]!
  })
  return { ...raster, data }
}

export function turned({ width, height, channels, data }: Raster): Raster {
  const out = data.map((_, i) => {
    const [pixel, c] = [Math.floor(i / channels), i % channels]
    const [x, y] = [pixel % height, Math.floor(pixel / height)]
    return data[((height - 1 - x) * width + y) * channels + c]!
  })
  return { width: height, height: width, channels, data: out }
}

/** Paints a filled box. */
export function withBox(
  raster: Raster,
  box: { x: number; y: number; width: number; height: number },
  colour: readonly number[],
): Raster {
  const data = raster.data.slice()
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++)
      for (let c = 0; c < raster.channels; c++)
        data[(y * raster.width + x) * raster.channels + c] = colour[c]!
  return { ...raster, data }
}

/** Mean OKLab chroma of an opaque picture, and the standard deviation of its lightness, over all pixels. */
export function seenIn({ data }: Raster): { chroma: number; spread: number } {
  const colour = new Float64Array(3)
  let [chroma, sum, squares] = [0, 0, 0]
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = [0, 1, 2].map((c) => LINEAR_OF_BYTE[data[at + c]!]!)
    linearToOklab(red!, green!, blue!, colour)
    chroma += Math.hypot(colour[1]!, colour[2]!)
    sum += colour[0]!
    squares += colour[0]! ** 2
  }
  const count = data.length / 3
  return { chroma: chroma / count, spread: Math.sqrt(squares / count - (sum / count) ** 2) }
}
