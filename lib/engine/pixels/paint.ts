import { hueDistance, hueOf } from '@/lib/engine/colours'
import { boxMean, emptyPlane } from '@/lib/engine/vision/plane'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { readOklab } from './oklab-at'

/** What a thing looks like on average, in OKLab; its hue in degrees, or undefined when it has no colour of its own. */
export type Paint = { lightness: number; chroma: number; hue: { middle: number; reach: number } | undefined }

const BINS = 72
/** Chroma above this is a colour, under it a grey. */
const COLOURED = 0.045
/** A thing has a colour of its own when this share of it is coloured. */
const LEAST_COLOURED = 0.12
/** Where less than half is coloured, it must be so strongly: the glass is the bottle's colour, not its label. */
const STRONG = 0.08
/** Or of one hue nearly all over, within these degrees: fur is dull, but brown. */
const LEAST_DULL = 0.42
const ONE_HUE = 20
const OF_ONE_HUE = 0.94
const LEVELS = 256
/** Degrees from the main hue up to which a pixel belongs to it wholly: by how much the hue varies, within these. */
const NARROWEST = 13
const WIDEST = 30
/** Where another colour begins nearby, no more than these belong wholly. */
const LEAST_APART = 8
/** Share of the fullest bin under which a swelling is chance. */
const NOISE = 0.02

/** The rim of a thing is this share of its extent; what lies deeper says this much less about its colour. */
const RIM_SHARE = 0.06
const INNER_WEIGHT = 0.25
const WEIGHING_SIDE_PX = 256
/** Deep inside is where nearly all around is of the thing too. */
const DEEP = 0.97

/** A thing's own colour is that of its outside: what it holds, a cup its coffee and a flower its heart, lies within. */
function createWeigher({ width, height, data }: Mask): (index: number) => number {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / WEIGHING_SIDE_PX))
  const small = emptyPlane({ width: Math.ceil(width / step), height: Math.ceil(height / step) })
  let area = 0
  for (let i = 0; i < small.data.length; i++) {
    const index = Math.floor(i / small.width) * step * width + (i % small.width) * step
    if (data[index]! < 128) continue
    small.data[i] = 1
    area++
  }
  const { data: around } = boxMean(small, Math.max(1, Math.round(Math.sqrt(area) * RIM_SHARE)))
  return (index) => {
    const place =
      Math.floor(Math.floor(index / width) / step) * small.width + Math.floor((index % width) / step)
    return around[place]! > DEEP ? INNER_WEIGHT : 1
  }
}

/** The main colour inside a mask. */
export function measurePaint({ data }: RgbaRaster, mask: Mask): Paint {
  const weightOf = createWeigher(mask)
  const bins = new Float64Array(BINS)
  const lab = new Float64Array(3)
  const levels = new Uint32Array(LEVELS)
  let [count, coloured, sumL, sumC] = [0, 0, 0, 0]
  for (let index = 0, at = 0; index < mask.data.length; index++, at += 4) {
    if (mask.data[index]! < 128) continue
    readOklab(data, at, lab)
    const chroma = Math.hypot(lab[1]!, lab[2]!)
    count++
    levels[Math.min(LEVELS - 1, Math.max(0, Math.floor(lab[0]! * LEVELS)))]!++
    if (chroma < COLOURED) continue
    coloured++
    sumL += lab[0]!
    sumC += chroma
    const bin = Math.floor((hueOf(lab[1]!, lab[2]!) / 360) * BINS) % BINS
    bins[bin] = bins[bin]! + chroma * weightOf(index)
  }
  const isColoured =
    coloured > count / 2 ||
    sumC > coloured * STRONG ||
    (coloured > count * LEAST_DULL && shareNear(bins, mainHue(bins)) > OF_ONE_HUE)
  if (coloured < Math.max(1, count * LEAST_COLOURED) || !isColoured)
    return { lightness: medianOf(levels, count), chroma: 0, hue: undefined }
  return { lightness: sumL / coloured, chroma: sumC / coloured, hue: spreadOf(bins, mainHue(bins)) }
}

/** The lightness that half of all pixels do not reach. */
function medianOf(levels: Uint32Array, count: number): number {
  let [level, below] = [0, levels[0]!]
  while (level < LEVELS - 1 && below < count / 2) below += levels[++level]!
  return (level + 0.5) / LEVELS
}

/** The middle of the three neighbouring bins that hold most, weighed by what they hold. */
function mainHue(bins: Float64Array): number {
  const around = (bin: number) => [-1, 0, 1].map((step) => bins[(bin + step + BINS) % BINS]!)
  let best = 0
  let most = -1
  for (let bin = 0; bin < BINS; bin++) {
    const held = around(bin).reduce((sum, value) => sum + value, 0)
    if (held > most) {
      most = held
      best = bin
    }
  }
  const [before = 0, , after = 0] = around(best)
  return (((best + 0.5 + (after - before) / Math.max(1e-9, most)) * 360) / BINS + 360) % 360
}

/** How much of all that the bins hold lies around a hue, 0–1. */
function shareNear(bins: Float64Array, middle: number): number {
  let [near, all] = [0, 0]
  for (let bin = 0; bin < BINS; bin++) {
    if (hueDistance((bin + 0.5) * DEGREES_A_BIN, middle) <= ONE_HUE) near += bins[bin]!
    all += bins[bin]!
  }
  return near / Math.max(1e-9, all)
}

/** Hues that thin out below the first share of the fullest and then swell by the second are those of another colour. */
const VALLEY = 0.5
const RISE = 1.5
const DEGREES_A_BIN = 360 / BINS
const MOST_BINS = Math.ceil(WIDEST / DEGREES_A_BIN)

/** How many bins from its fullest one the hues of a colour reach on one side: coffee in a red cup is another colour. */
function widthOfMode(bins: Float64Array, fullest: number, side: 1 | -1): number {
  const held = (step: number) => bins[(fullest + side * step + BINS) % BINS]!
  let lowest = 0
  for (let step = 1; step <= MOST_BINS; step++) {
    if (held(step) < held(lowest)) lowest = step
    if (held(lowest) < held(0) * VALLEY && held(step) > held(lowest) * RISE + held(0) * NOISE) return lowest
  }
  return MOST_BINS
}

/** How far the hue of one thing varies: three standard deviations of what lies near the main hue, up to the next colour. */
function spreadOf(bins: Float64Array, middle: number): Paint['hue'] {
  const start = Math.floor(middle / DEGREES_A_BIN)
  const fullest = [start - 1, start, start + 1].reduce((best, bin) =>
    bins[(bin + BINS) % BINS]! > bins[(best + BINS) % BINS]! ? bin : best,
  )
  const below = widthOfMode(bins, fullest, -1)
  const above = widthOfMode(bins, fullest, 1)
  let [sum, weight] = [0, 0]
  for (let bin = fullest - below; bin <= fullest + above; bin++) {
    const away = hueDistance((bin + 0.5) * DEGREES_A_BIN, middle)
    const held = bins[(bin + 2 * BINS) % BINS]!
    if (away > WIDEST) continue
    sum += held * away * away
    weight += held
  }
  const reach = Math.min(WIDEST, Math.max(NARROWEST, 3 * Math.sqrt(sum / Math.max(1e-9, weight))))
  const isAlone = below === MOST_BINS && above === MOST_BINS
  return { middle, reach: isAlone ? reach : Math.min(reach, LEAST_APART) }
}
