import { describe, expect, it } from 'vitest'
import { ROW_PX, scrollToRow, windowRows } from '@/lib/studio/history/row-window'

const at = (scrollTopPx: number, isUpwards = false) => ({ scrollTopPx, heightPx: 600, isUpwards })

describe('windowRows', () => {
  it('draws all of 200 rows and a window of more', () => {
    expect(windowRows(200, at(5000))).toEqual({ start: 0, end: 200, beforePx: 0, afterPx: 0 })
    const { start, end } = windowRows(10_000, at(5000 * ROW_PX))
    expect(start).toBeLessThanOrEqual(5000)
    expect(end).toBeGreaterThanOrEqual(5000 + 600 / ROW_PX)
    expect(end - start).toBeLessThan(40)
  })

  it('keeps more rows where somebody scrolls to', () => {
    const down = windowRows(10_000, at(5000 * ROW_PX))
    const up = windowRows(10_000, at(5000 * ROW_PX, true))
    expect(up.end - up.start).toBe(down.end - down.start)
    expect(down.start - up.start).toBe(5)
  })

  it('always takes the same room in all', () => {
    for (const scrollTop of [0, 999, 123_456, 10_000 * ROW_PX, 1e9]) {
      const { start, end, beforePx, afterPx } = windowRows(10_000, at(scrollTop))
      expect(beforePx + (end - start) * ROW_PX + afterPx).toBe(10_000 * ROW_PX)
    }
  })
})

describe('scrollToRow', () => {
  it('moves only as far as needed', () => {
    expect(scrollToRow(5, 0, 600)).toBe(0)
    expect(scrollToRow(2, 500, 600)).toBe(88)
    expect(scrollToRow(20, 0, 600)).toBe(21 * ROW_PX - 600)
  })
})
