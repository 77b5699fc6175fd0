import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import type { RgbaRaster } from '@/lib/images/raster'

/** Never aborted. */
export const signal = new AbortController().signal

/** The bytes of a bundled photo. */
export const readSample = (name: string): Uint8Array =>
  readFileSync(path.join(process.cwd(), 'public/samples', `${name}.jpg`))

/** A bundled photo made small, as PNG: quick to work on, still a photo. */
export const readSmallSample = (name: string, widthPx = 200): Promise<Uint8Array> =>
  sharp(readSample(name)).resize(widthPx).png().toBuffer()

/** A raster painted by a function of the place; bytes in the order red, green, blue, alpha. */
export function paintRaster(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => readonly [number, number, number, number?],
): RgbaRaster {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = colourAt(x, y)
      data.set([red, green, blue, alpha], (y * width + x) * 4)
    }
  return { width, height, channels: 4, data }
}

export const encodeRaster = (raster: RgbaRaster): Promise<Uint8Array> =>
  sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 4 } })
    .png()
    .toBuffer()

export async function decodePng(bytes: Uint8Array): Promise<RgbaRaster> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 4, data: new Uint8Array(data) }
}

/** The four bytes of one pixel. */
export const pixelAt = ({ width, data }: RgbaRaster, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
]

/** Mean of one channel, 0–255. */
export function meanOf({ data }: RgbaRaster, channel: 0 | 1 | 2 | 3): number {
  let sum = 0
  for (let at = channel; at < data.length; at += 4) sum += data[at]!
  return sum / (data.length / 4)
}

/** Mean of red, green and blue, 0–255. */
export const meanLightness = (raster: RgbaRaster): number =>
  (meanOf(raster, 0) + meanOf(raster, 1) + meanOf(raster, 2)) / 3

/** Mean distance between the strongest and the weakest channel: 0 for greys. */
export function meanColourfulness({ data }: RgbaRaster): number {
  let sum = 0
  for (let at = 0; at < data.length; at += 4)
    sum +=
      Math.max(data[at]!, data[at + 1]!, data[at + 2]!) - Math.min(data[at]!, data[at + 1]!, data[at + 2]!)
  return sum / (data.length / 4)
}

/** Mean step between neighbours in a row: large for sharp or grainy pictures. */
export function roughness({ width, data }: RgbaRaster): number {
  let sum = 0
  for (let at = 4; at < data.length; at += 4)
    if ((at / 4) % width !== 0) sum += Math.abs(data[at + 1]! - data[at - 3]!)
  return sum / (data.length / 4)
}

/** Standard deviation of green, 0–255. */
export function spreadOf(raster: RgbaRaster): number {
  const mean = meanOf(raster, 1)
  let sum = 0
  for (let at = 1; at < raster.data.length; at += 4) sum += (raster.data[at]! - mean) ** 2
  return Math.sqrt(sum / (raster.data.length / 4))
}
