/** Where something was scrolled to, and when. */
export type ScrollMoment = { px: number; atMs: number }

/** Thirty rows of the history a second: no picture can be told from the next. */
const TOO_FAST_PX_PER_MS = 1.5
/** A step of the wheel and a jump stand alone; scrolling goes on within this time, and has ended after it. */
export const SCROLL_ENDS_MS = 100

/** True while somebody scrolls past things faster than they can be looked at; a single jump to a place is none of it. */
export function isTooFast(before: ScrollMoment, now: ScrollMoment): boolean {
  const passedMs = now.atMs - before.atMs
  return passedMs < SCROLL_ENDS_MS && Math.abs(now.px - before.px) > TOO_FAST_PX_PER_MS * passedMs
}
