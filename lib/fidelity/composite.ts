import type { Box, Mask } from '@/lib/images/raster'
import type { ColourMatch } from './colour-match'
import { boxOf, featherMask } from './keep-mask'
import { bringUpright } from './orientation'
import { fullScaleOf, type Pixels } from './plane'
import { invert, type Transform, toAffine } from './transform'
import { trimToOriginal } from './trim'
import { warpRaster } from './warp'

export type CompositeOptions = {
  /** Where the result lies on the original. */
  transform: Transform
  /** Width of the passage in original pixels; it lies inside the mask. */
  featherPx: number
  /** Estimated on the kept area by `matchColour`; without it colours are taken as they are. */
  match?: ColourMatch
}

export type Composite<Image extends Pixels> = {
  image: Image
  /** What was taken from where: 0 = the original's sample, unchanged; 255 = the result; between = feather. */
  mask: Mask
}

/** Rows drawn at a time. */
const BAND_ROWS = 256

/**
 * "Keep everything else exactly as it was": where the mask is 0 every sample is the original's own, at the original's
 * size, depth and channels; elsewhere it comes from the result, drawn at the original's resolution. Grey stays grey.
 * @param original 1–4 channels of 8 or 16 bits
 * @param result in the original's colour space; any size, channels and depth
 * @param mask at the original's size, 255 = take from the result
 */
export function composite<Image extends Pixels>(
  original: Image,
  result: Pixels,
  mask: Mask,
  options: CompositeOptions,
): Composite<Image> {
  const bands = compositing(original, result, mask, options)
  for (let band = bands.next(); ; band = bands.next()) if (band.done) return band.value
}

/** The same band by band, yielding the share that is done. */
export function* compositing<Image extends Pixels>(
  original: Image,
  result: Pixels,
  mask: Mask,
  { transform, featherPx, match }: CompositeOptions,
): Generator<number, Composite<Image>> {
  const weights = featherMask(mask, featherPx, result, toAffine(transform))
  const image = { ...original, data: original.data.slice() } as Image
  const box = boxOf(weights)
  if (!box) return { image, mask: weights }
  const upright = bringUpright(result, transform)
  const trimmed = trimToOriginal(original, upright.result, upright.transform)
  const toTrimmed = invert(toAffine(trimmed.transform))
  for (let top = box.y; top < box.y + box.height; top += BAND_ROWS) {
    const band = { ...box, y: top, height: Math.min(BAND_ROWS, box.y + box.height - top) }
    const drawn = warpRaster(trimmed.result, toTrimmed, band)
    mixBand(image, drawn, weights, band, match)
    yield (band.y + band.height - box.y) / box.height
  }
  return { image, mask: weights }
}

function mixBand(image: Pixels, drawn: Pixels, weights: Mask, band: Box, match?: ColourMatch): void {
  const reader = createReader(drawn, image, match)
  for (let j = 0; j < band.height; j++)
    for (let i = 0; i < band.width; i++) {
      const at = (band.y + j) * image.width + band.x + i
      const weight = weights.data[at]!
      if (weight !== 0) mixPixel(image, at * image.channels, reader(j * band.width + i), weight / 255)
    }
}

/** One pixel of the result in the channels and the scale of the original, alpha last and 0–1. */
function createReader(drawn: Pixels, like: Pixels, match?: ColourMatch): (index: number) => Float64Array {
  const unit = fullScaleOf(like) / fullScaleOf(drawn)
  const full = fullScaleOf(like)
  const colours = like.channels < 3 ? 1 : 3
  const hasAlpha = drawn.channels === 2 || drawn.channels === 4
  const isGrey = drawn.channels < 3
  const out = new Float64Array(colours + 1)
  return (index) => {
    const at = index * drawn.channels
    const { data } = drawn
    for (let c = 0; c < colours; c++) out[c] = data[at + (isGrey ? 0 : c)]! * unit
    if (colours === 1 && !isGrey)
      out[0] = unit * (0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!)
    if (match) for (let c = 0; c < colours; c++) out[c] = out[c]! * match.gain[c]! + match.offset[c]! * full
    out[colours] = hasAlpha ? data[at + drawn.channels - 1]! / fullScaleOf(drawn) : 1
    return out
  }
}

/** Mixes in place. A transparent result takes nothing away from an opaque original. */
function mixPixel(image: Pixels, at: number, taken: Float64Array, weight: number): void {
  const { data, channels } = image
  const colours = channels < 3 ? 1 : 3
  const full = fullScaleOf(image)
  const alpha = taken[colours]!
  if (channels === colours) {
    const share = weight * alpha
    for (let c = 0; c < colours; c++)
      data[at + c] = store(data[at + c]! + (taken[c]! - data[at + c]!) * share, full)
    return
  }
  const before = data[at + colours]! / full
  const after = before + (alpha - before) * weight
  for (let c = 0; c < colours; c++) {
    const sum = data[at + c]! * before * (1 - weight) + taken[c]! * alpha * weight
    data[at + c] = store(after > 0 ? sum / after : taken[c]!, full)
  }
  data[at + colours] = store(after * full, full)
}

const store = (value: number, full: number): number => Math.max(0, Math.min(full, Math.round(value)))
