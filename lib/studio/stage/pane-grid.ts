import type { Size } from '@/lib/studio/stage/viewport'

/** The bar above each picture, in CSS px. */
const PANE_BAR_PX = 32

/** Beside each other compares better than above each other: it may cost this much of the size. */
const WORTH_A_COLUMN = 0.85

/** How many columns show `count` pictures of the reference's shape largest, or nearly so, in an area of CSS px. */
export function chooseColumns(count: number, area: Size, reference: Size): number {
  const scales = Array.from({ length: count }, (_, index) => scaleWith(index + 1))
  const least = Math.max(...scales) * WORTH_A_COLUMN
  return scales.findLastIndex((scale) => scale >= least) + 1

  function scaleWith(columns: number): number {
    const rows = Math.ceil(count / columns)
    const width = area.width / columns / reference.width
    return Math.min(width, (area.height / rows - PANE_BAR_PX) / reference.height)
  }
}
