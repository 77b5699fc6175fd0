import { createRandom } from '@/lib/images/pixels/random'
import { solveLinear } from './linear-system'
import type { Match } from './tiles'
import type { Affine } from './transform'

/**
 * The offset of a place from where it should be, linear in its position: `dx = x0 + xx·x − turn·y`, `dy = y0 + yy·y + turn·x`.
 * Positions count from the middle of the plane.
 */
export type Motion = { x0: number; xx: number; y0: number; yy: number; turn: number }

/** Which parts of the motion are free. Fewer parts need less evidence. */
export type MotionKind = 'shift' | 'scale' | 'full'

const FREE: Record<MotionKind, readonly boolean[]> = {
  shift: [true, false, true, false, false],
  scale: [true, true, true, true, false],
  full: [true, true, true, true, true],
}

export type Centre = { x: number; y: number }

export const predict = (motion: Motion, x: number, y: number) => ({
  dx: motion.x0 + motion.xx * x - motion.turn * y,
  dy: motion.y0 + motion.yy * y + motion.turn * x,
})

/** The motion as an affine map of the plane. */
export function toPlaneAffine(motion: Motion, centre: Centre): Affine {
  const { x0, xx, y0, yy, turn } = motion
  return {
    a: 1 + xx,
    b: -turn,
    c: x0 - xx * centre.x + turn * centre.y,
    d: turn,
    e: 1 + yy,
    f: y0 - yy * centre.y - turn * centre.x,
  }
}

/** How far a match lies from the motion, in pixels, only along the directions that its texture pins down. */
export function missOf(match: Match, motion: Motion, centre: Centre): number {
  const { dx, dy } = predict(motion, match.x - centre.x, match.y - centre.y)
  const [ex, ey] = [match.dx - dx, match.dy - dy]
  return Math.sqrt(Math.max(0, ex * ex * match.xx + 2 * ex * ey * match.xy + ey * ey * match.yy))
}

/** Weighted least squares on the free parts; positions are scaled by `reach` so that the system is well conditioned. */
function fitWeighted(
  matches: readonly Match[],
  weights: ArrayLike<number>,
  kind: MotionKind,
  centre: Centre,
): Motion | undefined {
  const reach = Math.max(centre.x, centre.y)
  const free = FREE[kind].flatMap((isFree, i) => (isFree ? [i] : []))
  const normal = free.map(() => free.map(() => 0))
  const right = free.map(() => 0)
  matches.forEach((match, m) => {
    const w = weights[m]!
    if (w === 0) return
    const [x, y] = [(match.x - centre.x) / reach, (match.y - centre.y) / reach]
    const [alongX, alongY] = [
      [1, x, 0, 0, -y],
      [0, 0, 1, y, x],
    ] as const
    free.forEach((i, row) => {
      const ax = alongX[i]! * match.xx + alongY[i]! * match.xy
      const ay = alongX[i]! * match.xy + alongY[i]! * match.yy
      right[row]! += w * (ax * match.dx + ay * match.dy)
      free.forEach((j, column) => {
        normal[row]![column]! += w * (ax * alongX[j]! + ay * alongY[j]!)
      })
    })
  })
  const found = solveLinear(normal, right)
  if (!found) return undefined
  const all = [0, 0, 0, 0, 0]
  free.forEach((i, k) => {
    all[i] = found[k]!
  })
  return { x0: all[0]!, xx: all[1]! / reach, y0: all[2]!, yy: all[3]! / reach, turn: all[4]! / reach }
}

/** The narrowest spread of the final fit: tiles of identical pictures agree even better. */
const MIN_SCALE_PX = 0.02

function medianOf(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)]!
}

export type MotionLimits = { tolerancePx: number; maxTurn: number; maxScale: number }

const isAllowed = (motion: Motion, { maxTurn, maxScale }: MotionLimits): boolean =>
  Math.abs(motion.turn) <= maxTurn && Math.abs(motion.xx) <= maxScale && Math.abs(motion.yy) <= maxScale

/**
 * Random sample consensus (Fischler and Bolles, 1981) over triples of matches, with a fixed seed.
 * @returns the motion that most of the evidence agrees with.
 */
export function findConsensus(
  matches: readonly Match[],
  centre: Centre,
  limits: MotionLimits,
  rounds = 300,
): Motion | undefined {
  const random = createRandom(matches.length)
  const pick = () => matches[Math.floor(random() * matches.length)]!
  let best: { motion: Motion; support: number } | undefined
  for (let round = 0; round < rounds && matches.length >= 3; round++) {
    const sample = [pick(), pick(), pick()]
    const motion = fitWeighted(
      sample,
      [1, 1, 1],
      round % 3 === 0 ? 'shift' : round % 3 === 1 ? 'scale' : 'full',
      centre,
    )
    if (!motion || !isAllowed(motion, limits)) continue
    const support = supportOf(matches, motion, centre, limits.tolerancePx)
    if (!best || support > best.support) best = { motion, support }
  }
  return best?.motion
}

/** The evidence that agrees with a motion: corners count fully, straight edges a little. */
export function supportOf(
  matches: readonly Match[],
  motion: Motion,
  centre: Centre,
  tolerancePx: number,
): number {
  let support = 0
  for (const match of matches) {
    const miss = missOf(match, motion, centre) / tolerancePx
    if (miss < 1) support += weightOf(match) * (1 - miss * miss)
  }
  return support
}

export const weightOf = (match: Match): number =>
  Math.max(0, match.likeness) ** 2 * (0.1 + 0.9 * Math.min(1, match.corner * 3))

/** Iteratively reweighted least squares with Tukey's biweight, whose width follows the agreement that is found. */
export function refineMotion(
  matches: readonly Match[],
  start: Motion,
  kind: MotionKind,
  centre: Centre,
  tolerancePx: number,
): Motion {
  let motion = start
  for (let round = 0; round < 8; round++) {
    const misses = matches.map((match) => missOf(match, motion, centre))
    const near = misses.filter((miss) => miss < tolerancePx)
    const width = Math.min(tolerancePx, 4.7 * 1.48 * Math.max(MIN_SCALE_PX, medianOf(near)))
    const weights = misses.map((miss, i) =>
      miss < width ? weightOf(matches[i]!) * (1 - (miss / width) ** 2) ** 2 : 0,
    )
    const next = fitWeighted(matches, weights, kind, centre)
    if (!next) return motion
    motion = next
  }
  return motion
}

/** Median miss of the matches within the tolerance, in pixels. */
export const residualOf = (
  matches: readonly Match[],
  motion: Motion,
  centre: Centre,
  tolerancePx: number,
): number =>
  medianOf(matches.map((match) => missOf(match, motion, centre)).filter((miss) => miss < tolerancePx))
