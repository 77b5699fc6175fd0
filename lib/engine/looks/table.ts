import { airy } from './airy'
import { blueHour } from './blue-hour'
import { cinematic } from './cinematic'
import { dreamy } from './dreamy'
import { goldenHour } from './golden-hour'
import { hdr } from './hdr'
import { lomo } from './lomo'
import type { Look } from './look'
import { matte } from './matte'
import { moody } from './moody'
import { morning } from './morning'
import { night } from './night'
import { noir } from './noir'
import { sunset } from './sunset'
import { vintage } from './vintage'
import { winter } from './winter'

/** All looks by the name that plans and recipes keep. */
export const looks = {
  sunset,
  goldenHour,
  blueHour,
  morning,
  winter,
  vintage,
  matte,
  lomo,
  night,
  moody,
  noir,
  airy,
  dreamy,
  cinematic,
  hdr,
} satisfies Record<string, Look>

export type LookName = keyof typeof looks
export const LOOK_NAMES = Object.keys(looks) as [LookName, ...LookName[]]
