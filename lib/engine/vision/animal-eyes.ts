import type { Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import type { Which } from '@/lib/engine/target-words'
import type { Box } from '@/lib/images/raster'
import { unite } from './find-class'
import { requireSubject } from './find-subject'
import { notFound } from './not-found'
import { boundsOf, mapPlane } from './plane'
import type { Found, Point, Scene, Sketch } from './vision'

/** Places in the subject that are looked at; those near a pupil are tried, for about 70 ms each, until a sure pair is found. */
const PLACES = 120
/** Darker than this OKLab lightness is a pupil. */
const PUPIL = 0.35
/** The same as a sum of three bytes. */
const DARK_SUM = 130

type Round = { centre: Point; area: number; score: number }

function gridInside(scene: Scene, subject: Plane): Point[] {
  const box = boundsOf(subject)
  if (!box) return []
  const inside = subject.data.reduce((sum, value) => sum + (value > 0.5 ? 1 : 0), 0)
  const step = Math.max(4, Math.sqrt(inside / PLACES))
  const points: Point[] = []
  for (let y = box.y + step / 2; y < box.y + box.height; y += step)
    for (let x = box.x + step / 2; x < box.x + box.width; x += step)
      if (subject.data[Math.floor(y) * subject.width + Math.floor(x)]! > 0.5) points.push({ x, y })
  return points
    .map((point) => ({ point, promise: promiseOf(scene, point, step) }))
    .filter(({ promise }) => promise > 0)
    .toSorted((a, b) => b.promise - a.promise)
    .map(({ point }) => point)
}

/**
 * How much the surroundings of a place look like an eye: something as dark as a pupil beside something bright and
 * something of strong colour; 0 without a pupil. The best places are tried first.
 */
function promiseOf({ work }: Scene, { x, y }: Point, step: number): number {
  const few = Math.max(1, Math.floor(step / 6))
  let [darkest, brightest, strongest] = [765, 0, 0]
  for (let row = Math.max(0, Math.floor(y - step)); row < Math.min(work.height, y + step); row += few)
    for (
      let column = Math.max(0, Math.floor(x - step));
      column < Math.min(work.width, x + step);
      column += few
    ) {
      const at = (row * work.width + column) * 4
      const [red, green, blue] = [work.data[at]!, work.data[at + 1]!, work.data[at + 2]!]
      darkest = Math.min(darkest, red + green + blue)
      brightest = Math.max(brightest, red + green + blue)
      strongest = Math.max(strongest, Math.max(red, green, blue) - Math.min(red, green, blue))
    }
  return darkest < DARK_SUM ? brightest - darkest + 2 * strongest : 0
}

/** Whether a mask is round, of the size of an eye, and has a dark pupil inside. */
function judge(scene: Scene, { mask, quality, stability }: Sketch): Round | undefined {
  const box: Box | undefined = boundsOf(mask)
  if (!box) return undefined
  const scale = scene.size.width / mask.width
  const lab = new Float64Array(3)
  const { data } = scene.work
  let [count, dark, sumX, sumY] = [0, 0, 0, 0]
  for (let i = 0; i < mask.data.length; i++) {
    if (mask.data[i]! <= 0.5) continue
    const x = i % mask.width
    const y = Math.floor(i / mask.width)
    const at =
      (Math.min(scene.size.height - 1, Math.floor(y * scale)) * scene.size.width +
        Math.min(scene.size.width - 1, Math.floor(x * scale))) *
      4
    readOklab(data, at, lab)
    count++
    if (lab[0]! < PUPIL) dark++
    sumX += x
    sumY += y
  }
  const area = count / mask.data.length
  const filled = count / (box.width * box.height)
  const slender = box.width / box.height
  const darkness = dark / Math.max(1, count)
  // An ellipse fills 0.785 of its box.
  const isRound = count >= 12 && filled > 0.64 && filled < 0.92 && slender > 0.5 && slender < 2.4
  const isEye = area > 0.0005 && area < 0.06 && darkness > 0.03 && darkness < 0.75 && stability > 0.78
  if (!isRound || !isEye) return undefined
  return {
    centre: { x: (sumX / count + 0.5) * scale, y: (sumY / count + 0.5) * scale },
    area,
    score: quality * stability,
  }
}

/** How well two round things are a pair of eyes: level, alike, not too near and not too far; 0 = not at all. */
function pairScore(a: Round, b: Round, { width, height }: Scene['size']): number {
  const across = b.centre.x - a.centre.x
  const down = Math.abs(b.centre.y - a.centre.y)
  const alike = Math.min(a.area, b.area) / Math.max(a.area, b.area)
  const side = Math.sqrt(Math.max(a.area, b.area) * width * height)
  if (across <= 0 || down > across * 0.6 || across < side * 1.2 || across > side * 8 || alike < 0.3) return 0
  return alike * a.score * b.score * (1 - down / across)
}

function bestPair(rounds: readonly Round[], size: Scene['size']): [Round, Round] | undefined {
  let best: [Round, Round] | undefined
  let most = 0
  for (const a of rounds)
    for (const b of rounds) {
      const score = pairScore(a, b, size)
      if (score > most) {
        most = score
        best = [a, b]
      }
    }
  return best
}

/** One for each core; the same however many there are, so that the result is. */
const AT_ONCE = 2
const LEAST_PAIR_SCORE = 0.3
/** A pair this good need not be compared with others. */
const SURE_PAIR_SCORE = 0.4

/** Both eyes of an animal: the pair of round things with dark pupils inside the subject. */
export async function findAnimalEyes(signal: AbortSignal, scene: Scene, which: Which): Promise<Found> {
  const subject = await requireSubject(signal, scene)
  const rounds: Round[] = []
  let pair: [Round, Round] | undefined
  const points = gridInside(scene, subject.mask)
  for (let at = 0; at < points.length; at += AT_ONCE) {
    const sketches = points.slice(at, at + AT_ONCE).map((point) => scene.sketch(signal, point))
    const found = (await Promise.all(sketches))
      .map((sketch) => judge(scene, sketch))
      .filter((one) => one !== undefined)
    if (found.length === 0) continue
    rounds.push(...found)
    pair = bestPair(rounds, scene.size)
    if (pair && pairScore(...pair, scene.size) > SURE_PAIR_SCORE) break
  }
  if (!pair || pairScore(...pair, scene.size) < LEAST_PAIR_SCORE) throw notFound('I could not find both eyes')
  const chosen = which === 'left' ? [pair[0]] : which === 'right' ? [pair[1]] : pair
  const masks = []
  for (const { centre } of chosen) masks.push((await scene.segment(signal, { points: [centre] })).mask)
  return { mask: irisOnly(scene, unite(masks, scene.size)), notes: [], edgePx: 2 }
}

/** Pupil and reflections stay as they are. */
function irisOnly(scene: Scene, mask: ReturnType<typeof unite>) {
  const lab = new Float64Array(3)
  const { data } = scene.work
  return mapPlane(mask, (value, i) => {
    if (value < 0.02) return 0
    const at = i * 4
    readOklab(data, at, lab)
    return (
      value *
      Math.min(1, Math.max(0, (lab[0]! - 0.26) / 0.12)) *
      Math.min(1, Math.max(0, (0.96 - lab[0]!) / 0.08))
    )
  })
}
