import { cinematic } from './cinematic'
import { goldenHour } from './golden-hour'
import { hdr } from './hdr'
import type { Look } from './look'
import { night } from './night'
import { sunset } from './sunset'
import { vintage } from './vintage'
import { winter } from './winter'

/** All looks by the name that plans and recipes keep. */
export const looks = { sunset, goldenHour, winter, vintage, night, cinematic, hdr } satisfies Record<
  string,
  Look
>

export type LookName = keyof typeof looks
export const LOOK_NAMES = Object.keys(looks) as [LookName, ...LookName[]]
