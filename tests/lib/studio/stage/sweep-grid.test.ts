import { describe, expect, it } from 'vitest'
import type { EditView } from '@/lib/edits/view'
import type { PlacedPane } from '@/lib/studio/stage/scene'
import { arrangeSweep, columnWidthOf } from '@/lib/studio/stage/sweep-grid'
import { editView, uuidOf } from '@/tests/support/node-views'

const alignment = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0 }
const pane = (word: string, change: Partial<EditView>): PlacedPane => {
  const edit = editView(word, { runId: uuidOf('run'), ...change })
  return { key: edit.id, edit, name: word, picture: edit.image, alignment }
}
const original: PlacedPane = { key: 'root', edit: null, name: 'cat.jpg', picture: null, alignment }
const at = (guidance?: number, seed?: number, change: Partial<EditView> = {}) =>
  pane(`${change.modelId ?? ''}${guidance}/${seed}/${change.position ?? 0}`, {
    cell: { ...(guidance !== undefined && { guidance }), ...(seed !== undefined && { seed }) },
    ...change,
  })

const shown = (panes: PlacedPane[]) => {
  const layout = arrangeSweep(panes)
  return (
    layout && {
      columns: layout.columns.map(({ axis, value }) => `${axis} ${value}`),
      rows: layout.rows.map(({ label, modelId, cells }) => [
        label ? `${label.axis} ${label.value}` : modelId,
        ...cells.map((cell) => cell?.name ?? '-'),
      ]),
    }
  )
}

describe('the grid of a sweep', () => {
  it('has guidances beside and seeds above each other, without the original', () => {
    expect(shown([original, at(2, 7), at(2, 8), at(4, 7), at(4, 8)])).toEqual({
      columns: ['Guidance 2', 'Guidance 4'],
      rows: [
        ['Seed 7', '2/7/0', '4/7/0'],
        ['Seed 8', '2/8/0', '4/8/0'],
      ],
    })
  })

  it('lays seeds alone in one row', () => {
    expect(shown([at(undefined, 7), at(undefined, 8)])).toEqual({
      columns: ['Seed 7', 'Seed 8'],
      rows: [[null, 'undefined/7/0', 'undefined/8/0']],
    })
  })

  it('has a row for each model, and a place for one that has no guidance', () => {
    expect(
      shown([
        at(2, undefined, { modelId: 'a' }),
        at(4, undefined, { modelId: 'a' }),
        at(undefined, undefined, { modelId: 'b' }),
      ]),
    ).toEqual({
      columns: ['Guidance 2', 'Guidance 4', 'Guidance none'],
      rows: [
        ['a', 'a2/undefined/0', 'a4/undefined/0', '-'],
        ['b', '-', '-', 'bundefined/undefined/0'],
      ],
    })
  })

  it('has a row for each of several results', () => {
    expect(
      shown([at(2), at(2, undefined, { position: 1 }), at(4), at(4, undefined, { position: 1 })])?.rows,
    ).toEqual([
      [null, '2/undefined/0', '4/undefined/0'],
      ['Result 2', '2/undefined/1', '4/undefined/1'],
    ])
  })

  it('has a row for each value of a variable, and says which', () => {
    const of = (guidance: number, prompt: string) => ({
      ...at(guidance, undefined, { prompt }),
      words: [prompt],
    })
    const layout = arrangeSweep([of(2, 'red'), of(4, 'red'), of(2, 'blue'), of(4, 'blue')])
    expect(layout?.rows.map(({ words, label }) => [words, label])).toEqual([
      [['red'], null],
      [['blue'], null],
    ])
  })

  it('keeps the place of what was deleted free', () => {
    expect(shown([at(2, 7), at(4, 7), at(4, 8)])?.rows[1]).toEqual(['Seed 8', '-', '4/8/0'])
  })

  it.each([
    ['an ordinary run', [original, pane('a', {}), pane('b', {})]],
    ['one cell', [original, at(2, 7)]],
    ['cells that were chosen one by one', [at(2, 7), at(4, 7)].map((cell) => ({ ...cell, letter: 'A' }))],
    ['cells of two runs', [at(2, 7), at(4, 7, { runId: uuidOf('other') })]],
  ])('is not for %s', (_what, panes) => {
    expect(arrangeSweep(panes)).toBeUndefined()
  })
})

it('gives all columns the same whole width, never too narrow to judge', () => {
  expect(columnWidthOf(3, 1000, 72)).toBe(308)
  expect(columnWidthOf(10, 1000, 72)).toBe(180)
})
