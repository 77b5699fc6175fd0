import { expect, it } from 'vitest'
import { findComponents, paintComponents } from '@/lib/fidelity/components'
import { createRandom } from '@/lib/images/pixels/random'

const drawn = (rows: string[]) => ({
  size: { width: rows[0]!.length, height: rows.length },
  mask: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 255 : 0)),
})

it('joins what touches by a side or a corner, and nothing else', () => {
  const { size, mask } = drawn(['##..#', '..#..', '....#', '#...#'])
  const { list } = findComponents(mask, size)
  expect(list.map(({ x, y, width, height, areaPx }) => [x, y, width, height, areaPx])).toEqual([
    [0, 0, 3, 2, 3],
    [4, 0, 1, 1, 1],
    [4, 2, 1, 2, 2],
    [0, 3, 1, 1, 1],
  ])
})

it('adds up weights and counts the strong ones', () => {
  const { size, mask } = drawn(['.##', '##.'])
  const [part] = findComponents(mask, size, Uint8Array.from([9, 1, 2, 3, 4, 9]), 3).list
  expect(part).toMatchObject({ sum: 10, strongPx: 2, areaPx: 4 })
})

it('paints chosen components only', () => {
  const { size, mask } = drawn(['##.#', '##.#'])
  paintComponents(mask, size.width, findComponents(mask, size), 0, ({ areaPx }) => areaPx === 2)
  expect([...mask]).toEqual([255, 255, 0, 0, 255, 255, 0, 0])
})

it('finds the same areas as a flood fill on random masks', () => {
  const random = createRandom(4)
  for (let round = 0; round < 30; round++) {
    const [width, height] = [1 + Math.floor(random() * 20), 1 + Math.floor(random() * 20)]
    const mask = new Uint8Array(width * height).map(() => (random() < 0.45 ? 255 : 0))
    const areas = findComponents(mask, { width, height }).list.map(({ areaPx }) => areaPx)
    expect(areas.sort()).toEqual(floodAreas(mask, width, height).sort())
  }
})

function floodAreas(mask: Uint8Array, width: number, height: number): number[] {
  const left = new Set([...mask.keys()].filter((i) => mask[i]))
  const areas: number[] = []
  for (const start of left) {
    const open = [start]
    let area = 0
    while (open.length > 0) {
      const i = open.pop()!
      if (!left.delete(i)) continue
      area++
      const [x, y] = [i % width, Math.floor(i / width)]
      for (const dy of [-1, 0, 1])
        for (const dx of [-1, 0, 1])
          if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height)
            open.push((y + dy) * width + x + dx)
    }
    areas.push(area)
  }
  return areas
}
