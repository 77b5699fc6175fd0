import { describe, expect, it } from 'vitest'
import { findLineage, withAncestors } from '@/lib/history/lineage'
import { keyOfNode } from '@/lib/history/node-key'
import { searchTree } from '@/lib/history/search'
import { buildTree, countEdits, listRows, listRun } from '@/lib/history/tree'
import { editView, imageIdOf, rootView, uuidOf } from '@/tests/support/node-views'

const cat = rootView('cat')
const bowl = rootView('bowl', { createdAt: '2026-01-02T00:00:00.000Z' })
const blue = editView('blue', {
  runId: uuidOf('run'),
  position: 1,
  inputImageId: cat.image.id,
  prompt: 'make the eyes blue',
})
const amber = editView('amber', {
  runId: uuidOf('run'),
  position: 0,
  inputImageId: cat.image.id,
  starred: true,
})
const dusk = editView('dusk', { parentEditId: blue.id, prompt: 'dusk', state: 'failed', image: null })
const all = [dusk, bowl, blue, cat, amber]

describe('the tree', () => {
  it('has uploads as roots, oldest first, and results of a run in its order', () => {
    const tree = buildTree(all)
    expect(listRows(tree, new Set()).map((row) => [row.key, row.level])).toEqual([
      [keyOfNode(cat), 1],
      [keyOfNode(amber), 2],
      [keyOfNode(blue), 2],
      [keyOfNode(dusk), 3],
      [keyOfNode(bowl), 1],
    ])
  })

  it('hangs a result of a text-only model without inputs at the top', () => {
    const free = editView('free', { inputImageId: null, rootImageId: null })
    expect(listRows(buildTree([free]), new Set())[0]).toMatchObject({ key: keyOfNode(free), level: 1 })
  })

  it('does not lose an edit whose parent is gone', () => {
    const lost = editView('lost', { parentEditId: uuidOf('nobody') })
    expect(buildTree([lost]).rootKeys).toEqual([keyOfNode(lost)])
  })

  it('hides what is under a closed item and tells which items can be opened', () => {
    const rows = listRows(buildTree(all), new Set([keyOfNode(blue)]))
    expect(rows.map((row) => row.key)).not.toContain(keyOfNode(dusk))
    expect(rows.find((row) => row.key === keyOfNode(blue))?.isOpen).toBe(false)
    expect(rows.find((row) => row.key === keyOfNode(cat))?.isOpen).toBe(true)
    expect(rows.find((row) => row.key === keyOfNode(amber))?.isOpen).toBeUndefined()
  })

  it('numbers siblings for assistive technology', () => {
    const rows = listRows(buildTree(all), new Set())
    expect(rows.filter((row) => row.level === 2).map((row) => [row.position, row.siblings])).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  it('counts every edit under an upload', () => {
    expect(countEdits(buildTree(all), keyOfNode(cat))).toBe(3)
    expect(countEdits(buildTree(all), keyOfNode(bowl))).toBe(0)
  })

  it('takes ten thousand edits, also in one long branch', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      editView(
        `step-${index}`,
        index === 0 ? { inputImageId: imageIdOf('none') } : { parentEditId: uuidOf(`step-${index - 1}`) },
      ),
    )
    expect(listRows(buildTree(chain), new Set()).at(-1)?.level).toBe(10_000)
  })

  it('lists a run in its order', () => {
    expect(listRun(all, uuidOf('run')).map((edit) => edit.id)).toEqual([amber.id, blue.id])
  })
})

describe('lineage', () => {
  it('leads from the upload to the result', () => {
    expect(findLineage(buildTree(all), keyOfNode(dusk)).map((node) => node.key)).toEqual([
      keyOfNode(cat),
      keyOfNode(blue),
      keyOfNode(dusk),
    ])
  })
})

describe('search', () => {
  const tree = buildTree(all)
  const find = (text: string, isStarredOnly = false) => [
    ...searchTree(tree, { text, isStarredOnly }, () => 'Local engine'),
  ]

  it('finds by words of the prompt in any order, by model, state and name', () => {
    expect(find('blue eyes')).toEqual([keyOfNode(blue)])
    expect(find('failed')).toEqual([keyOfNode(dusk)])
    expect(find('local engine dusk')).toEqual([keyOfNode(dusk)])
    expect(find('CAT.jpg')).toEqual([keyOfNode(cat)])
    expect(find('unheard of')).toEqual([])
  })

  it('keeps to starred items when asked', () => {
    expect(find('', true)).toEqual([keyOfNode(amber)])
  })

  it('shows what was found with the branch above it, though it is closed', () => {
    const visible = withAncestors(tree, find('dusk'))
    const rows = listRows(tree, new Set([keyOfNode(cat), keyOfNode(blue)]), visible)
    expect(rows.map((row) => row.key)).toEqual([keyOfNode(cat), keyOfNode(blue), keyOfNode(dusk)])
  })
})
