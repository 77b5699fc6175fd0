import { describe, expect, it } from 'vitest'
import { outlineOf } from '@/lib/studio/masks/mask-outline'

const toMask = (...rows: string[]) => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 255 : 0)),
})
const linesOf = (...rows: string[]) => {
  const outline = outlineOf(toMask(...rows))
  return Array.from({ length: outline.length / 4 }, (_, i) => outline.slice(4 * i, 4 * i + 4))
}

describe('the outline of a mask', () => {
  it('is one line for each side of a rectangle', () => {
    expect(linesOf('....', '.##.', '.##.', '....')).toEqual([
      [1, 1, 3, 1],
      [1, 3, 3, 3],
      [1, 1, 1, 3],
      [3, 1, 3, 3],
    ])
  })

  it('goes round a hole too', () => expect(linesOf('###', '#.#', '###')).toHaveLength(4))

  it('leaves out the border of the picture', () => {
    expect(linesOf('##..', '##..')).toEqual([[2, 0, 2, 2]])
    expect(linesOf('##', '##')).toEqual([])
  })
})
