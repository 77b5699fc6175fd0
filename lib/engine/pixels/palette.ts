import type { RgbaRaster } from '@/lib/images/raster'
import { writeOklab } from './gamut'
import { readOklab } from './oklab-at'

/** Enough for k-means to settle on pictures this small. */
const ROUNDS = 12

type Colours = Float64Array

function oklabOf({ data }: RgbaRaster): Colours {
  const colours = new Float64Array((data.length / 4) * 3)
  const one = new Float64Array(3)
  for (let at = 0, to = 0; at < data.length; at += 4, to += 3) {
    readOklab(data, at, one)
    colours.set(one, to)
  }
  return colours
}

const distance = (a: Colours, i: number, b: Colours, j: number): number =>
  (a[i]! - b[j]!) ** 2 + 2 * ((a[i + 1]! - b[j + 1]!) ** 2 + (a[i + 2]! - b[j + 2]!) ** 2)

/** Starts from the first colour and adds the one that lies farthest from all chosen: no chance is involved. */
function chooseFarthest(colours: Colours, count: number): Colours {
  const chosen = new Float64Array(count * 3)
  const nearest = new Float64Array(colours.length / 3).fill(Number.POSITIVE_INFINITY)
  let next = 0
  for (let n = 0; n < count; n++) {
    chosen.set(colours.subarray(next * 3, next * 3 + 3), n * 3)
    let farthest = -1
    for (let i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(nearest[i]!, distance(colours, i * 3, chosen, n * 3))
      if (nearest[i]! > farthest) {
        farthest = nearest[i]!
        next = i
      }
    }
  }
  return chosen
}

function nearestOf(colours: Colours, i: number, palette: Colours): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < palette.length; n += 3) {
    const found = distance(colours, i, palette, n)
    if (found < least) {
      least = found
      best = n
    }
  }
  return best
}

/** One round of k-means: every palette colour moves to the middle of the colours nearest to it. */
function settle(colours: Colours, palette: Colours): void {
  const sums = new Float64Array(palette.length)
  const counts = new Uint32Array(palette.length / 3)
  for (let i = 0; i < colours.length; i += 3) {
    const n = nearestOf(colours, i, palette)
    counts[n / 3]!++
    for (let k = 0; k < 3; k++) sums[n + k] = sums[n + k]! + colours[i + k]!
  }
  for (let n = 0; n < palette.length; n++) {
    const count = counts[Math.floor(n / 3)]!
    if (count > 0) palette[n] = sums[n]! / count
  }
}

/** Reduces a small raster to a palette of its own: k-means in OKLab. */
export function reducePalette(signal: AbortSignal, raster: RgbaRaster, count: number): RgbaRaster {
  const colours = oklabOf(raster)
  const palette = chooseFarthest(colours, Math.min(count, colours.length / 3))
  for (let round = 0; round < ROUNDS; round++) {
    signal.throwIfAborted()
    settle(colours, palette)
  }
  const data = raster.data.slice()
  for (let at = 0, i = 0; at < data.length; at += 4, i += 3) {
    const n = nearestOf(colours, i, palette)
    writeOklab(data, at, palette[n]!, palette[n + 1]!, palette[n + 2]!)
  }
  return { ...raster, data }
}
