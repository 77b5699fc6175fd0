import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import { eachBand } from './bands'

/** The largest upright rectangle of the same proportions that lies inside the turned picture. */
export function sizeWithoutCorners({ width, height }: Size, degrees: number): Size {
  const angle = Math.abs((degrees * Math.PI) / 180)
  const sin = Math.sin(angle)
  const cos = Math.cos(angle)
  const scale = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
  return {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  }
}

/** Catmull-Rom weights of the four samples around a place `t` between the middle two. */
function cubicWeights(t: number, out: Float64Array): void {
  out[0] = ((-0.5 * t + 1) * t - 0.5) * t
  out[1] = (1.5 * t - 2.5) * t * t + 1
  out[2] = ((-1.5 * t + 2) * t + 0.5) * t
  out[3] = (0.5 * t - 0.5) * t * t
}

/** Reads colours between pixels: bicubic, in linear light, weighted by coverage. */
function createSampler({ width, height, data }: RgbaRaster) {
  const across = new Float64Array(4)
  const down = new Float64Array(4)
  const sums = new Float64Array(4)
  return (x: number, y: number, out: Uint8Array, at: number) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    cubicWeights(x - left, across)
    cubicWeights(y - top, down)
    sums.fill(0)
    for (let j = 0; j < 4; j++) {
      const row = Math.min(height - 1, Math.max(0, top + j - 1)) * width
      for (let i = 0; i < 4; i++) {
        const from = (row + Math.min(width - 1, Math.max(0, left + i - 1))) * 4
        const weight = across[i]! * down[j]! * (data[from + 3]! / 255)
        sums[0] = sums[0]! + weight * LINEAR_OF_BYTE[data[from]!]!
        sums[1] = sums[1]! + weight * LINEAR_OF_BYTE[data[from + 1]!]!
        sums[2] = sums[2]! + weight * LINEAR_OF_BYTE[data[from + 2]!]!
        sums[3] = sums[3]! + weight
      }
    }
    const coverage = Math.max(1e-6, sums[3]!)
    for (let channel = 0; channel < 3; channel++) out[at + channel] = toByte(sums[channel]! / coverage)
    out[at + 3] = Math.min(255, Math.max(0, Math.round(sums[3]! * 255)))
  }
}

/** Turns by a small angle (clockwise, degrees) and cuts off the corners that would stay empty. */
export async function straightenRaster(
  signal: AbortSignal,
  raster: RgbaRaster,
  degrees: number,
): Promise<RgbaRaster> {
  const size = sizeWithoutCorners(raster, degrees)
  const data = new Uint8Array(size.width * size.height * 4)
  const sample = createSampler(raster)
  const angle = (-degrees * Math.PI) / 180
  const sin = Math.sin(angle)
  const cos = Math.cos(angle)
  await eachBand(signal, size, (from, to) => {
    for (let y = from; y < to; y++) {
      const dy = y - (size.height - 1) / 2
      for (let x = 0; x < size.width; x++) {
        const dx = x - (size.width - 1) / 2
        const sourceX = dx * cos - dy * sin + (raster.width - 1) / 2
        const sourceY = dx * sin + dy * cos + (raster.height - 1) / 2
        sample(sourceX, sourceY, data, (y * size.width + x) * 4)
      }
    }
  })
  return { ...size, channels: 4, data }
}
