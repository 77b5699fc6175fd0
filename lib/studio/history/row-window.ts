/** Height of every row of the tree in CSS px: fixed, so that places need no measuring. */
export const ROW_PX = 44
/** Up to here all rows stand in the page, so that the browser's own search finds them. */
export const ALL_ROWS_UP_TO = 200
/** Rows kept where somebody scrolls to: quick scrolling is a step ahead of what is drawn. */
const SPARE_AHEAD = 8
/** Rows kept where somebody comes from; each costs time in every frame. */
const SPARE_BEHIND = 3

export type RowWindow = { start: number; end: number; beforePx: number; afterPx: number }

/** What is seen of a list, and whether it moves towards its beginning. */
export type RowSight = { scrollTopPx: number; heightPx: number; isUpwards: boolean }

/** Which rows to draw of `count`, and how much room the others take. */
export function windowRows(count: number, { scrollTopPx, heightPx, isUpwards }: RowSight): RowWindow {
  if (count <= ALL_ROWS_UP_TO) return { start: 0, end: count, beforePx: 0, afterPx: 0 }
  const [above, below] = isUpwards ? [SPARE_AHEAD, SPARE_BEHIND] : [SPARE_BEHIND, SPARE_AHEAD]
  const first = Math.floor(scrollTopPx / ROW_PX) - above
  const start = Math.min(Math.max(first, 0), count)
  const end = Math.min(count, Math.max(start, Math.ceil((scrollTopPx + heightPx) / ROW_PX) + below))
  return { start, end, beforePx: start * ROW_PX, afterPx: (count - end) * ROW_PX }
}

/** Where to scroll so that a row is seen whole; the same place when it is already. */
export function scrollToRow(index: number, scrollTopPx: number, heightPx: number): number {
  const top = index * ROW_PX
  if (top < scrollTopPx) return top
  return Math.max(scrollTopPx, top + ROW_PX - heightPx)
}
