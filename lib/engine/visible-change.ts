import type { Mask, RgbaRaster } from '@/lib/images/raster'
import type { Operation } from './operation'
import { measureDifference } from './pixels/difference'

/** 100 × OKLab distance. Under half a unit on average nobody sees a change; fine structure needs 2 where it is strongest. */
const LEAST_MEAN = 0.5
const LEAST_MOST = 2

/** True when a step did something that can be seen. */
export function isVisible(
  shows: Operation<never>['shows'],
  before: RgbaRaster,
  after: RgbaRaster,
  mask?: Mask,
): boolean {
  if (shows === 'always' || before.width !== after.width || before.height !== after.height) return true
  const { mean, most } = measureDifference(before, after, mask)
  return mean >= LEAST_MEAN || (shows === 'local' && most >= LEAST_MOST)
}
