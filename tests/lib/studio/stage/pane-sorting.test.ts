import { describe, expect, it } from 'vitest'
import type { EditView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { type PaneSorting, sortScene } from '@/lib/studio/stage/pane-sorting'
import { composeScene } from '@/lib/studio/stage/scene'
import { arrangeSweep } from '@/lib/studio/stage/sweep-grid'
import { editView, rootView, uuidOf } from '@/tests/support/node-views'

const cat = rootView('cat')
const result = (word: string, position: number, keptShare: number | null, change: Partial<EditView> = {}) =>
  editView(word, {
    runId: uuidOf('run'),
    position,
    keptShare,
    inputImageId: cat.image.id,
    rootImageId: cat.image.id,
    ...change,
  })
const run = [
  result('half', 0, 0.5),
  result('running', 1, null, { state: 'polling', image: null }),
  result('most', 2, 0.99),
  result('little', 3, 0.1),
]

function namesOf(sorting: PaneSorting | null, results = run, selected = [results[0]!]) {
  const nodes = Object.fromEntries([cat, ...results].map((node) => [keyOfNode(node), node]))
  const scene = composeScene({ nodes, selected: selected.map(keyOfNode), otherKey: null, view: 'side' })!
  return sortScene(scene, sorting).panes.map(({ name }) => name)
}

describe('the results of a run', () => {
  it('stand as they were asked for until they are sorted', () => {
    expect(namesOf(null)).toEqual(['cat.jpg', 'half', 'running', 'most', 'little'])
  })

  it.each([
    ['most', ['cat.jpg', 'most', 'half', 'little', 'running']],
    ['least', ['cat.jpg', 'little', 'half', 'most', 'running']],
  ] as const)(
    'stand by what they kept behind the original (%s first), what is not measured last',
    (order, names) => {
      expect(namesOf({ order, leastPercent: null })).toEqual(names)
    },
  )

  it('stand last, and are never left out, where they could not be placed on the original', () => {
    const lost = result('lost', 4, 0.3, { changeKind: 'unplaced' })
    expect(namesOf({ order: 'most', leastPercent: 50 }, [lost, ...run])).toEqual([
      'cat.jpg',
      'most',
      'half',
      'running',
      'lost',
    ])
  })

  it('leave out what kept too little, in any order, but never what is not measured', () => {
    expect(namesOf({ order: 'run', leastPercent: 50 })).toEqual(['cat.jpg', 'half', 'running', 'most'])
    expect(namesOf({ order: 'most', leastPercent: 100 })).toEqual(['cat.jpg', 'running'])
  })

  it('keep the order in which they were asked for where they kept the same', () => {
    const equal = [result('first', 0, 0.7), result('second', 1, 0.7), result('third', 2, 0.8)]
    expect(namesOf({ order: 'most', leastPercent: null }, equal)).toEqual([
      'cat.jpg',
      'third',
      'first',
      'second',
    ])
  })

  it('leave a comparison by hand as it was chosen', () => {
    const chosen = [run[3]!, run[2]!, run[0]!]
    expect(namesOf({ order: 'most', leastPercent: 90 }, run, chosen)).toEqual(['little', 'most', 'half'])
  })
})

describe('a sweep', () => {
  const cells = [0.9, 0.4, 0.6, 0.95].map((kept, index) =>
    result(`cell ${index}`, index, kept, {
      prompt: 'make it red',
      title: `cell ${index}`,
      cell: { guidance: [2, 4][index % 2]!, seed: index < 2 ? 1 : 2 },
    }),
  )
  const nodes = Object.fromEntries([cat, ...cells].map((node) => [keyOfNode(node), node]))
  const scene = composeScene({ nodes, selected: [keyOfNode(cells[0]!)], otherKey: null, view: 'side' })!

  it('stays a table while it is only filtered, with the cells that are left out empty', () => {
    const filtered = sortScene(scene, { order: 'run', leastPercent: 50 })
    expect(filtered.isSorted).toBeUndefined()
    expect(arrangeSweep(filtered.panes)?.rows.map(({ cells: row }) => row.map((pane) => pane?.name))).toEqual(
      [
        ['cell 0', undefined],
        ['cell 2', 'cell 3'],
      ],
    )
  })

  it('is no table any more when it is sorted', () => {
    expect(sortScene(scene, { order: 'most', leastPercent: null }).isSorted).toBe(true)
  })
})
