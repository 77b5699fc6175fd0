import type { Box, Mask, RgbaRaster } from '@/lib/images/raster'
import { boundsOfMask } from './mask'
import { chooseStart, type Field, fillHole, type Level, searchPatches, upscaleField } from './patch-match'

/** The part of the picture that is looked at: the hole with this much around it on each side, in sizes of the hole. */
const SURROUNDINGS = 1.2
const LEAST_SURROUNDINGS_PX = 64
/** About fifty bytes of memory go with each of these pixels. */
const MOST_PIXELS = 8_000_000
/** The coarsest level: the hole is about this wide there. */
const COARSEST_HOLE_PX = 8
const SMALLEST_SIDE_PX = 40
/** Rounds of searching at the finest level, the one before, and all coarser ones. */
const ROUNDS = [2, 4, 8]
/** With more pixels to find than this, the finest level copies what the one before found. */
const MOST_SEARCHED = 260_000

function around(box: Box, { width, height }: RgbaRaster): Box {
  const wanted = Math.max(box.width, box.height) * SURROUNDINGS
  const affordable = (Math.sqrt(MOST_PIXELS) - Math.max(box.width, box.height)) / 2
  const reach = Math.round(Math.max(LEAST_SURROUNDINGS_PX, Math.min(wanted, affordable)))
  const x = Math.max(0, box.x - reach)
  const y = Math.max(0, box.y - reach)
  return {
    x,
    y,
    width: Math.min(width, box.x + box.width + reach) - x,
    height: Math.min(height, box.y + box.height + reach) - y,
  }
}

function cut(raster: RgbaRaster, hole: Mask, part: Box): Level {
  const image = new Float32Array(part.width * part.height * 3)
  const missing = new Uint8Array(part.width * part.height)
  for (let y = 0, at = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++, at++) {
      const from = (part.y + y) * raster.width + part.x + x
      missing[at] = hole.data[from]! > 0 ? 1 : 0
      for (let channel = 0; channel < 3; channel++) image[at * 3 + channel] = raster.data[from * 4 + channel]!
    }
  return { width: part.width, height: part.height, image, missing }
}

/** Half the size; a pixel is missing when three or more of its four are. */
function halve({ width, height, image, missing }: Level): Level {
  const small = { width: width >> 1, height: height >> 1 }
  const out: Level = {
    ...small,
    image: new Float32Array(small.width * small.height * 3),
    missing: new Uint8Array(small.width * small.height),
  }
  for (let y = 0, at = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++, at++) {
      const four = [0, 1, width, width + 1].map((step) => 2 * y * width + 2 * x + step)
      const known = four.filter((from) => missing[from] === 0)
      out.missing[at] = known.length < 2 ? 1 : 0
      for (let channel = 0; channel < 3; channel++)
        out.image[at * 3 + channel] =
          known.reduce((sum, from) => sum + image[from * 3 + channel]!, 0) / Math.max(1, known.length)
    }
  return out
}

function pyramidOf(finest: Level, box: Box): Level[] {
  const levels = [finest]
  for (let size = Math.min(box.width, box.height); size > COARSEST_HOLE_PX; size /= 2) {
    const last = levels.at(-1)!
    if (Math.min(last.width, last.height) < SMALLEST_SIDE_PX * 2) break
    levels.push(halve(last))
  }
  return levels
}

/**
 * Fills a hole from its surroundings: PatchMatch (Barnes et al., 2009) from coarse to fine, with the voting of
 * Wexler, Shechtman and Irani (2007).
 * @param hole every value above 0 is filled anew
 * @param random the seeded sequence; nothing else is left to chance
 */
export async function inpaint(
  signal: AbortSignal,
  raster: RgbaRaster,
  hole: Mask,
  random: () => number,
): Promise<RgbaRaster> {
  const box = boundsOfMask(hole)
  if (!box) return raster
  const part = around(box, raster)
  const levels = pyramidOf(cut(raster, hole, part), box)
  let field: Field | undefined
  for (let depth = levels.length - 1; depth >= 0; depth--) {
    const level = levels[depth]!
    field = field ? upscaleField(level, levels[depth + 1]!, field, random) : chooseStart(level, random)
    const isTooMuch = field.targets.length > MOST_SEARCHED
    for (let round = 0; round < (isTooMuch ? 1 : ROUNDS[Math.min(depth, 2)]!); round++) {
      signal.throwIfAborted()
      if (!isTooMuch) await searchPatches(signal, level, field, random)
      fillHole(level, field)
    }
  }
  return paste(raster, hole, levels[0]!, part)
}

function paste(raster: RgbaRaster, hole: Mask, { image }: Level, part: Box): RgbaRaster {
  const data = raster.data.slice()
  for (let y = 0, at = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++, at++) {
      const to = (part.y + y) * raster.width + part.x + x
      if (hole.data[to]! === 0) continue
      for (let channel = 0; channel < 3; channel++)
        data[to * 4 + channel] = Math.min(255, Math.max(0, Math.round(image[at * 3 + channel]!)))
    }
  return { ...raster, data }
}
