/** Height of every row of the tree in CSS px: fixed, so that places need no measuring. */
export const ROW_PX = 44
/** Up to here all rows stand in the page, so that the browser's own search finds them. */
export const ALL_ROWS_UP_TO = 200
/** Rows kept above and below what is seen, for quick scrolling. */
const SPARE_ROWS = 8

export type RowWindow = { start: number; end: number; beforePx: number; afterPx: number }

/** Which rows to draw of `count`, and how much room the others take. */
export function windowRows(count: number, scrollTopPx: number, heightPx: number): RowWindow {
  if (count <= ALL_ROWS_UP_TO) return { start: 0, end: count, beforePx: 0, afterPx: 0 }
  const first = Math.floor(scrollTopPx / ROW_PX) - SPARE_ROWS
  const start = Math.min(Math.max(first, 0), count)
  const end = Math.min(count, Math.max(start, Math.ceil((scrollTopPx + heightPx) / ROW_PX) + SPARE_ROWS))
  return { start, end, beforePx: start * ROW_PX, afterPx: (count - end) * ROW_PX }
}

/** Where to scroll so that a row is seen whole; the same place when it is already. */
export function scrollToRow(index: number, scrollTopPx: number, heightPx: number): number {
  const top = index * ROW_PX
  if (top < scrollTopPx) return top
  return Math.max(scrollTopPx, top + ROW_PX - heightPx)
}
