import type { Size } from '@/lib/studio/stage/viewport'

/** The bar above each picture, in CSS px. */
const PANE_BAR_PX = 32

/** Beside each other compares better than above each other: it may cost this much of the size. */
const WORTH_A_COLUMN = 0.85

/** The lowest row, and the narrowest column, in which a picture can still be judged, in CSS px: below, the grid scrolls. */
export const MIN_ROW_PX = 180
const MIN_COLUMN_PX = 160

/** Whether so many rows, a seam of 1 px between them, are higher than the area, in CSS px. */
export const areRowsScrolled = (rows: number, heightPx: number): boolean =>
  rows * (MIN_ROW_PX + 1) - 1 > heightPx

/** How many columns show `count` pictures of the reference's shape largest, or nearly so, in an area of CSS px: more rows than it holds are scrolled to. */
export function chooseColumns(count: number, area: Size, reference: Size): number {
  const most = Math.max(1, Math.min(count, Math.floor(area.width / MIN_COLUMN_PX)))
  const scales = Array.from({ length: most }, (_, index) => scaleWith(index + 1))
  const least = Math.max(...scales) * WORTH_A_COLUMN
  return scales.findLastIndex((scale) => scale >= least) + 1

  function scaleWith(columns: number): number {
    const rows = Math.ceil(count / columns)
    const width = area.width / columns / reference.width
    const rowHeight = Math.max(MIN_ROW_PX, area.height / rows)
    return Math.min(width, (rowHeight - PANE_BAR_PX) / reference.height)
  }
}
