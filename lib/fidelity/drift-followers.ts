import { type ChangeSamples, listWindows } from './change-samples'
import { type Axes, distanceTo, NEAR, SEEN, STILL_AXES } from './drift-axes'

/** What is nearly black or white hardly moves, whatever is done to a picture. */
const MOVABLE = { from: 0.2, to: 0.97 }

/** The windows that follow a drift. */
export const listFollowers = (samples: ChangeSamples, axes: Axes): Int32Array =>
  listWindows(samples).filter((i) => distanceTo(samples, axes, i) < NEAR)

/** The share of the windows that did not move, of those that could. */
export function stillShareOf(samples: ChangeSamples): number {
  const movable = listWindows(samples).filter((i) => {
    const lightness = samples.lightness[i]!
    return lightness > MOVABLE.from && lightness < MOVABLE.to
  })
  const still = movable.filter((i) => distanceTo(samples, STILL_AXES, i) < SEEN)
  return movable.length === 0 ? 1 : still.length / movable.length
}
