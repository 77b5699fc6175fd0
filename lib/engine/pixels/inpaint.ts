import type { Box, Mask, RgbaRaster } from '@/lib/images/raster'
import { boundsOfMask } from './mask'
import { cutLevel, halveLevel, pasteLevel } from './patch-levels'
import { type Field, type Level, searchPatches, upscaleField } from './patch-match'
import { chooseStart } from './patch-start'
import { fillHole } from './patch-vote'
import { smoothSeams } from './seams'
import { measureTexture } from './texture'

/** The part of the picture that is looked at: the hole with this much around it on each side, in sizes of the hole. */
const SURROUNDINGS = 1.2
const LEAST_SURROUNDINGS_PX = 64
/** About eighty bytes of memory go with each of these pixels. A hole that needs more is filled in a smaller copy. */
const MOST_PIXELS = 6_000_000
/** The coarsest level: the hole is about this wide there. */
const COARSEST_HOLE_PX = 8
const SMALLEST_SIDE_PX = 40
/** Of four pixels that become one: with fewer known ones it is missing. */
const LEAST_KNOWN = 2
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

function around(box: Box, { width, height }: RgbaRaster, mostPixels: number): Box {
  const wanted = Math.max(box.width, box.height) * SURROUNDINGS
  const affordable = (Math.sqrt(mostPixels) - Math.max(box.width, box.height)) / 2
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

/** @param holePx the shorter side of the hole */
function pyramidOf(finest: Level, holePx: number): Level[] {
  const levels = [finest]
  const depth = Math.ceil(Math.log2(Math.max(1, holePx / COARSEST_HOLE_PX)))
  measureTexture(finest, 2 ** depth)
  for (let i = 0; i < depth; i++) {
    const last = levels.at(-1)!
    if (Math.min(last.width, last.height) < SMALLEST_SIDE_PX * 2) break
    levels.push(halveLevel(last, LEAST_KNOWN))
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
 * @param mostPixels that are worked on
 */
export async function inpaint(
  signal: AbortSignal,
  raster: RgbaRaster,
  hole: Mask,
  random: () => number,
  bystanders?: Mask,
  mostPixels = MOST_PIXELS,
): Promise<RgbaRaster> {
  const box = boundsOfMask(hole)
  if (!box) return raster
  const part = around(box, raster, mostPixels)
  let finest = cutLevel(raster, hole, part, bystanders)
  let shift = 0
  // What the picture shows of the hole itself must not come back: a pixel is missing there when any of its four is.
  for (; finest.missing.length > mostPixels; shift++) finest = halveLevel(finest, 4)
  const levels = pyramidOf(finest, Math.min(box.width, box.height) >> shift)
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
  smoothSeams(signal, finest, field)
  return pasteLevel(raster, hole, finest, field, part, shift)
}
