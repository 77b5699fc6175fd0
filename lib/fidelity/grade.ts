import { type ChangeSamples, sampleChanges } from './change-samples'
import { type Drift, fitDrift, meansOfMovement } from './drift'
import { listFollowers, stillShareOf } from './drift-followers'
import { fitFalloff, withoutFalloff } from './edge-falloff'
import type { Placement } from './placement'
import { applyToneCurve, fitToneCurve } from './tone-curve'

/** Both pictures, the original as a tone curve made it where there is one, and how colours moved from there. */
export type Grade = { placement: Placement; samples: ChangeSamples; drift: Drift }

/** Where so much follows a drift, no curve is looked for. */
const FOLLOWED = 0.9
/** With more of the picture standing still, what moved is an edit of a part of it. */
const MOST_STILL = 0.1
/** A curve must explain so much of the picture, and so many times more than the drift alone. */
const EXPLAINS = { share: 0.6, times: 1.25 }

/** How the whole picture was graded, its edges besides: "moody" is a tone and a vignette. */
export function findGrade(placement: Placement): Grade {
  const plain = findTone(placement)
  const share = followedShareOf(plain)
  if (share >= FOLLOWED || stillShareOf(plain.samples) > MOST_STILL) return plain
  const falloff = fitFalloff(sampleChanges(placement))
  const raster = falloff && withoutFalloff(placement, falloff)
  if (!raster) return plain
  const evened = findTone({ ...placement, aligned: { ...placement.aligned, raster } })
  if (followedShareOf(evened) < Math.max(EXPLAINS.share, EXPLAINS.times * share)) return plain
  const mean = { ...evened.drift.mean, edges: falloff.at(-1)! - 1 }
  return { ...evened, drift: { ...evened.drift, mean } }
}

/**
 * How the whole picture was graded: by a drift of its colours, or, where that explains too little, by one tone curve
 * for all channels and a drift of the rest, as exposure and contrast together make it.
 */
function findTone(placement: Placement): Grade {
  const samples = sampleChanges(placement)
  const alone = { placement, samples, drift: fitDrift(samples) }
  const share = followedShareOf(alone)
  if (share >= FOLLOWED || stillShareOf(samples) > MOST_STILL) return alone
  const curve = fitToneCurve(placement)
  if (!curve) return alone
  const curved = { ...placement, original: applyToneCurve(placement.original, curve) }
  const after = sampleChanges(curved)
  const graded = { placement: curved, samples: after, drift: fitDrift(after) }
  if (followedShareOf(graded) < Math.max(EXPLAINS.share, EXPLAINS.times * share)) return alone
  const mean = meansOfMovement(samples, listFollowers(after, graded.drift.coefficients))
  return { ...graded, drift: { ...graded.drift, mean } }
}

const followedShareOf = ({ samples, drift }: Grade): number =>
  samples.count === 0 ? 1 : listFollowers(samples, drift.coefficients).length / samples.count
