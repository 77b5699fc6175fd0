import type { Box, Mask, RgbaRaster } from '@/lib/images/raster'
import { boundsOfMask } from './mask'
import { DEPTH, type Field, type Level, searchPatches, upscaleField } from './patch-match'
import { chooseStart } from './patch-start'
import { fillHole } from './patch-vote'
import { smoothSeams } from './seams'
import { measureTexture } from './texture'

/** The part of the picture that is looked at: the hole with this much around it on each side, in sizes of the hole. */
const SURROUNDINGS = 1.2
const LEAST_SURROUNDINGS_PX = 64
/** About seventy bytes of memory go with each of these pixels. */
const MOST_PIXELS = 6_000_000
/** The coarsest level: the hole is about this wide there. */
const COARSEST_HOLE_PX = 8
const SMALLEST_SIDE_PX = 40
/** Rounds of searching at the finest level, the one before, and all coarser ones. */
const ROUNDS = [2, 3, 6]
/** Beginnings at the coarsest, and rounds of each. */
const STARTS = 4
const FIRST_ROUNDS = 8
/** With more pixels than this a level is not small, and is begun once. */
const SMALL = 20_000
/** With more pixels to find than this, the finest level copies what the one before found. */
const MOST_SEARCHED = 260_000
/** How far votes of worse patches still count; in the end hardly at all, so that grain stays sharp. */
const SPREAD = 0.5
const LAST_SPREAD = 0.2

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

function cut(raster: RgbaRaster, hole: Mask, part: Box, bystanders: Mask | undefined): Level {
  const image = new Float32Array(part.width * part.height * DEPTH)
  const missing = new Uint8Array(part.width * part.height)
  const barred = new Uint8Array(part.width * part.height)
  for (let y = 0, at = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++, at++) {
      const from = (part.y + y) * raster.width + part.x + x
      missing[at] = hole.data[from]! > 0 ? 1 : 0
      barred[at] = bystanders !== undefined && bystanders.data[from]! > 127 ? 1 : 0
      for (let channel = 0; channel < 3; channel++)
        image[at * DEPTH + channel] = raster.data[from * 4 + channel]!
    }
  return { width: part.width, height: part.height, image, missing, barred }
}

/** Half the size; a pixel is missing when three or more of its four are. */
function halve({ width, height, image, missing, barred }: Level): Level {
  const small = { width: width >> 1, height: height >> 1 }
  const out: Level = {
    ...small,
    image: new Float32Array(small.width * small.height * DEPTH),
    missing: new Uint8Array(small.width * small.height),
    barred: new Uint8Array(small.width * small.height),
  }
  for (let y = 0, at = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++, at++) {
      const four = [0, 1, width, width + 1].map((step) => 2 * y * width + 2 * x + step)
      const known = four.filter((from) => missing[from] === 0)
      out.missing[at] = known.length < 2 ? 1 : 0
      out.barred[at] = four.some((from) => barred[from] === 1) ? 1 : 0
      for (let channel = 0; channel < DEPTH; channel++)
        out.image[at * DEPTH + channel] =
          known.reduce((sum, from) => sum + image[from * DEPTH + channel]!, 0) / Math.max(1, known.length)
    }
  return out
}

function pyramidOf(finest: Level, box: Box): Level[] {
  const levels = [finest]
  const depth = Math.ceil(Math.log2(Math.max(1, Math.min(box.width, box.height) / COARSEST_HOLE_PX)))
  measureTexture(finest, 2 ** depth)
  for (let i = 0; i < depth; i++) {
    const last = levels.at(-1)!
    if (Math.min(last.width, last.height) < SMALLEST_SIDE_PX * 2) break
    levels.push(halve(last))
  }
  return levels
}

/** What was found, and how badly it fits on average. */
const misfitOf = ({ targets, distance }: Field): number =>
  targets.reduce((sum, target) => sum + distance[target]!, 0) / Math.max(1, targets.length)

/** The smallest copy decides what goes where and costs next to nothing: the best of several beginnings is taken. */
async function begin(signal: AbortSignal, level: Level, random: () => number): Promise<Field> {
  const blank = level.image.slice()
  let best: { field: Field; image: Float32Array; misfit: number } | undefined
  const starts = level.missing.length > SMALL ? 1 : STARTS
  for (let start = 0; start < starts; start++) {
    level.image.set(blank)
    const field = chooseStart(level, random)
    for (let round = 0; round < FIRST_ROUNDS; round++) {
      await searchPatches(signal, level, field, random)
      fillHole(level, field, SPREAD)
    }
    const misfit = misfitOf(field)
    if (!best || misfit < best.misfit) best = { field, image: level.image.slice(), misfit }
  }
  level.image.set(best!.image)
  return best!.field
}

/**
 * Fills a hole from its surroundings: PatchMatch (Barnes et al., 2009) from coarse to fine, with the voting of
 * Wexler, Shechtman and Irani (2007), and the start and the measure of texture of Newson et al. (2014).
 * @param hole every value above 0 is filled anew
 * @param random the seeded sequence; nothing else is left to chance
 * @param bystanders what must not be copied into it
 */
export async function inpaint(
  signal: AbortSignal,
  raster: RgbaRaster,
  hole: Mask,
  random: () => number,
  bystanders?: Mask,
): Promise<RgbaRaster> {
  const box = boundsOfMask(hole)
  if (!box) return raster
  const part = around(box, raster)
  const levels = pyramidOf(cut(raster, hole, part, bystanders), box)
  let field = await begin(signal, levels.at(-1)!, random)
  for (let depth = levels.length - 2; depth >= 0; depth--) {
    const level = levels[depth]!
    field = upscaleField(level, levels[depth + 1]!, field, random)
    if (field.targets.length > MOST_SEARCHED) continue
    const rounds = ROUNDS[Math.min(depth, 2)]!
    for (let round = 0; round < rounds; round++) {
      await searchPatches(signal, level, field, random)
      fillHole(level, field, depth === 0 && round === rounds - 1 ? LAST_SPREAD : SPREAD)
    }
  }
  smoothSeams(signal, levels[0]!, field)
  return paste(raster, hole, levels[0]!, part)
}

function paste(raster: RgbaRaster, hole: Mask, { image }: Level, part: Box): RgbaRaster {
  const data = raster.data.slice()
  for (let y = 0, at = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++, at++) {
      const to = (part.y + y) * raster.width + part.x + x
      if (hole.data[to]! === 0) continue
      for (let channel = 0; channel < 3; channel++)
        data[to * 4 + channel] = Math.min(255, Math.max(0, Math.round(image[at * DEPTH + channel]!)))
    }
  return { ...raster, data }
}
