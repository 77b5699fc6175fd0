import type { ChangeSamples } from './change-samples'
import { type Axes, distanceTo, driftAt, SEEN, STILL_AXES } from './drift-axes'
import { shownChroma } from './gamut'

/** Moved less than this share of what the drift says, a window stands still. */
const STANDS_STILL = 0.25
/** With more of the picture standing still, what moved is an edit of a part of it. */
const MOST_STILL = 0.1
/**
 * OKLab distance from which on no colour keeps its bytes: about one step of one. Of what the engine's grades of the
 * sample photos move so far 0.8 % at most is the same to the bit, of edits of a part 10 % and more.
 */
const LEAVES_BYTES = 0.003
const MOST_SAME = 0.05

/** False where a part of the picture that the drift would move did not move at all. */
export function movesAll(samples: ChangeSamples, telling: Int32Array, axes: Axes): boolean {
  const still = telling.filter((i) => {
    const expected = expectedAt(samples, axes, i)
    return expected > SEEN && distanceTo(samples, STILL_AXES, i) < STANDS_STILL * expected
  })
  return still.length <= MOST_STILL * telling.length && !keepsBytes(samples, telling, axes)
}

/** Greys stand still whatever is done to colours, so only what the drift would move is asked, however little that is. */
function keepsBytes(samples: ChangeSamples, telling: Int32Array, axes: Axes): boolean {
  const moving = telling.filter((i) => shownAt(samples, axes, i) > LEAVES_BYTES)
  const same = moving.filter((i) => samples.movedSquare[i] === 0)
  return same.length > MOST_SAME * moving.length
}

/** How far a drift says that a window moves. */
const expectedAt = (samples: ChangeSamples, axes: Axes, i: number): number =>
  samples.weight[i]! * Math.hypot(...axes.map((axis) => driftAt(samples, axis, i)))

/** The same, as far as sRGB goes: white that is to be lighter, and the purest red to be purer, stay what they are. */
function shownAt(samples: ChangeSamples, [l, a, b]: Axes, i: number): number {
  const [lightness, green, blue] = [samples.lightness[i]!, samples.a[i]!, samples.b[i]!]
  const shown = Math.max(0, Math.min(1, lightness + driftAt(samples, l, i)))
  const [toGreen, toBlue] = [green + driftAt(samples, a, i), blue + driftAt(samples, b, i)]
  const share = shownChroma(shown, toGreen, toBlue)
  return samples.weight[i]! * Math.hypot(shown - lightness, toGreen * share - green, toBlue * share - blue)
}
