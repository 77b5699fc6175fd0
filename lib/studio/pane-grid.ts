import type { Size } from '@/lib/studio/viewport'

/** The bar above each picture, in CSS px. */
const PANE_BAR_PX = 32

/** How many columns show `count` pictures of the reference's shape largest in an area of CSS px. */
export function chooseColumns(count: number, area: Size, reference: Size): number {
  const scaleWith = (columns: number) => {
    const rows = Math.ceil(count / columns)
    const width = area.width / columns / reference.width
    return Math.min(width, (area.height / rows - PANE_BAR_PX) / reference.height)
  }
  let best = 1
  for (let columns = 2; columns <= count; columns++) if (scaleWith(columns) > scaleWith(best)) best = columns
  return best
}
