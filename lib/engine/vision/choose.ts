import type { Which } from '@/lib/engine/target-words'
import type { Box } from '@/lib/images/raster'
import { ambiguous } from './not-found'

const centreX = ({ x, width }: Box): number => x + width / 2
const centreY = ({ y, height }: Box): number => y + height / 2
const areaOf = ({ width, height }: Box): number => width * height

/** Of each way to name one of several: what must be smallest. */
const ORDERS: Record<Exclude<Which, 'one' | 'all' | 'middle'>, (box: Box) => number> = {
  left: centreX,
  right: (box) => -centreX(box),
  top: centreY,
  bottom: (box) => -centreY(box),
  largest: (box) => -areaOf(box),
  smallest: areaOf,
}

/** The one with as many to its left as to its right. */
function middleOf<Thing extends { box: Box }>(things: readonly Thing[]): Thing[] {
  const sorted = things.toSorted((a, b) => centreX(a.box) - centreX(b.box))
  return sorted.slice(sorted.length >> 1, (sorted.length >> 1) + 1)
}

/** Ways to name each of several, as far as they lie apart. */
function choicesOf(word: string, boxes: readonly Box[]): string[] {
  const spread = (of: (box: Box) => number) => Math.max(...boxes.map(of)) - Math.min(...boxes.map(of))
  const sides = spread(centreX) >= spread(centreY) ? ['left', 'right'] : ['top', 'bottom']
  return [...sides.map((side) => `the ${side} ${word}`), `the largest ${word}`, `every ${word}`]
}

/**
 * Those of several that are meant.
 * @throws EngineRefusal `AMBIGUOUS_TARGET` when one is meant and there are more
 */
export function choose<Thing extends { box: Box }>(
  things: readonly Thing[],
  which: Which,
  word: string,
): Thing[] {
  if (which === 'all') return [...things]
  if (which === 'middle') return middleOf(things)
  if (which !== 'one') {
    const order = ORDERS[which]
    return things.toSorted((a, b) => order(a.box) - order(b.box)).slice(0, 1)
  }
  if (things.length > 1)
    throw ambiguous(
      word,
      choicesOf(
        word,
        things.map(({ box }) => box),
      ),
    )
  return [...things]
}
