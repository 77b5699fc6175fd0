import { boxMean } from '@/lib/engine/vision/plane'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import type { Plane } from './gaussian'
import { cropRaster } from './geometry'
import { boundsOfMask, growMask } from './mask'

/** Patches are squares of 2 × 2 + 1, and are compared within 2 × 5 + 1 around. */
const PATCH_REACH = 2
const SEARCH_REACH = 5
/** The picture is worked on in bands of rows: memory stays small at any size. */
const BAND_ROWS = 256
const HALO = PATCH_REACH + SEARCH_REACH

type Channels = [Plane, Plane, Plane]

/** Luma and two differences of colour, 0–255: noise of colour is stronger and may be smoothed more. */
function toChannels({ width, data }: RgbaRaster, from: number, to: number): Channels {
  const channels = [0, 1, 2].map(
    (): Plane => ({ width, height: to - from, data: new Float32Array(width * (to - from)) }),
  )
  for (let i = 0, at = from * width * 4; i < width * (to - from); i++, at += 4) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
    channels[0]!.data[i] = 0.299 * red + 0.587 * green + 0.114 * blue
    channels[1]!.data[i] = blue - channels[0]!.data[i]!
    channels[2]!.data[i] = red - channels[0]!.data[i]!
  }
  return channels as Channels
}

/** Standard deviation of the noise of luma (J. Immerkær, 1996), from a picture's calmest parts. */
export function measureNoise({ width, height, data }: RgbaRaster): number {
  const luma = (at: number) => data[at * 4]! * 0.299 + data[at * 4 + 1]! * 0.587 + data[at * 4 + 2]! * 0.114
  const found: number[] = []
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / 60_000)))
  for (let y = 1; y < height - 1; y += step)
    for (let x = 1; x < width - 1; x += step) {
      const at = y * width + x
      const corners =
        luma(at - width - 1) + luma(at - width + 1) + luma(at + width - 1) + luma(at + width + 1)
      const sides = luma(at - 1) + luma(at + 1) + luma(at - width) + luma(at + width)
      found.push(Math.abs(corners - 2 * sides + 4 * luma(at)))
    }
  found.sort((a, b) => a - b)
  // The median of |n| is 0.6745 deviations; this kernel's own deviation is 6.
  return (found[Math.floor(found.length / 2)] ?? 0) / 6 / 0.6745
}

/**
 * Non-local means (Buades, Coll, Morel, 2005): each pixel becomes a mean of those whose surroundings look alike.
 * Distances of all patches at one offset come from one box mean.
 */
function denoiseBand([luma, blue, red]: Channels, deviation: number): Channels {
  const { width, height } = luma
  const [l, b, r] = [luma.data, blue.data, red.data]
  const [sumL, sumB, sumR] = [l.slice(), b.slice(), r.slice()]
  const weights = new Float32Array(width * height).fill(1)
  const squares: Plane = { width, height, data: new Float32Array(width * height) }
  // Two noisy copies of one patch differ by twice the variance already.
  const same = 2 * deviation * deviation
  const strength = 2 * (0.9 * deviation) ** 2 + 1e-6
  const farthest = same + strength * 4
  for (let down = 0; down <= SEARCH_REACH; down++)
    for (let across = down === 0 ? 1 : -SEARCH_REACH; across <= SEARCH_REACH; across++) {
      const step = down * width + across
      const [first, last] = [Math.max(0, -across), Math.min(width, width - across)]
      squares.data.fill(0)
      for (let y = 0; y < height - down; y++)
        for (let at = y * width + first; at < y * width + last; at++) {
          const dl = l[at]! - l[at + step]!
          const db = b[at]! - b[at + step]!
          const dr = r[at]! - r[at + step]!
          squares.data[at] = (dl * dl * 2 + db * db + dr * dr) / 4
        }
      const distance = boxMean(squares, PATCH_REACH).data
      for (let y = 0; y < height - down; y++)
        for (let at = y * width + first; at < y * width + last; at++) {
          const away = distance[at]!
          if (away > farthest) continue
          const weight = away <= same ? 1 : Math.exp((same - away) / strength)
          const other = at + step
          weights[at] = weights[at]! + weight
          weights[other] = weights[other]! + weight
          sumL[at] = sumL[at]! + weight * l[other]!
          sumL[other] = sumL[other]! + weight * l[at]!
          sumB[at] = sumB[at]! + weight * b[other]!
          sumB[other] = sumB[other]! + weight * b[at]!
          sumR[at] = sumR[at]! + weight * r[other]!
          sumR[other] = sumR[other]! + weight * r[at]!
        }
    }
  const toMean = (sum: Float32Array): Plane => ({
    width,
    height,
    data: sum.map((value, i) => value / weights[i]!),
  })
  return [toMean(sumL), toMean(sumB), toMean(sumR)]
}

const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/**
 * @param deviation of the noise, in bytes
 * @param mask only what it holds need be worked on
 */
export async function denoise(
  signal: AbortSignal,
  raster: RgbaRaster,
  deviation: number,
  mask?: Mask,
): Promise<RgbaRaster> {
  const box = mask && boundsOfMask(growMask(mask, HALO))
  if (!box) return denoiseWhole(signal, raster, deviation)
  const part = await denoiseWhole(signal, cropRaster(raster, box), deviation)
  const out = { ...raster, data: raster.data.slice() }
  for (let y = 0; y < part.height; y++) {
    const row = part.data.subarray(y * part.width * 4, (y + 1) * part.width * 4)
    out.data.set(row, ((box.y + y) * raster.width + box.x) * 4)
  }
  return out
}

async function denoiseWhole(signal: AbortSignal, raster: RgbaRaster, deviation: number): Promise<RgbaRaster> {
  const { width, height } = raster
  const out = raster.data.slice()
  for (let row = 0; row < height; row += BAND_ROWS) {
    signal.throwIfAborted()
    await nextTurn()
    const from = Math.max(0, row - HALO)
    const to = Math.min(height, row + BAND_ROWS + HALO)
    const [luma, blue, red] = denoiseBand(toChannels(raster, from, to), deviation)
    for (let y = row; y < Math.min(height, row + BAND_ROWS); y++)
      for (let x = 0; x < width; x++) {
        const i = (y - from) * width + x
        const at = (y * width + x) * 4
        const l = luma.data[i]!
        const r = l + red.data[i]!
        const b = l + blue.data[i]!
        out[at] = toSample(r)
        out[at + 1] = toSample((l - 0.299 * r - 0.114 * b) / 0.587)
        out[at + 2] = toSample(b)
      }
  }
  return { ...raster, data: out }
}

const toSample = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))
