import { describe, expect, it } from 'vitest'
import type { NodeView } from '@/lib/edits/view'
import { findLineage, withAncestors } from '@/lib/history/lineage'
import { keyOfNode } from '@/lib/history/node-key'
import { entryOf } from '@/lib/history/outline/outline'
import { listRun } from '@/lib/history/run-results'
import { buildTree, listFlat, listRows } from '@/lib/history/tree'
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
const treeOf = (views: NodeView[]) => buildTree(views.map(entryOf))

describe('the tree', () => {
  it('has uploads as roots, oldest first, and results of a run in its order', () => {
    const tree = treeOf(all)
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
    expect(listRows(treeOf([free]), new Set())[0]).toMatchObject({ key: keyOfNode(free), level: 1 })
  })

  it('does not lose an edit whose parent is gone', () => {
    const lost = editView('lost', { parentEditId: uuidOf('nobody') })
    expect(treeOf([lost]).rootKeys).toEqual([keyOfNode(lost)])
  })

  it('hides what is under a closed item and tells which items can be opened', () => {
    const rows = listRows(treeOf(all), new Set([keyOfNode(blue)]))
    expect(rows.map((row) => row.key)).not.toContain(keyOfNode(dusk))
    expect(rows.find((row) => row.key === keyOfNode(blue))?.isOpen).toBe(false)
    expect(rows.find((row) => row.key === keyOfNode(cat))?.isOpen).toBe(true)
    expect(rows.find((row) => row.key === keyOfNode(amber))?.isOpen).toBeUndefined()
  })

  it('numbers siblings for assistive technology', () => {
    const rows = listRows(treeOf(all), new Set())
    expect(rows.filter((row) => row.level === 2).map((row) => [row.position, row.siblings])).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  it('counts every edit under an upload', () => {
    const rows = listRows(treeOf(all), new Set())
    expect(rows.map(({ under }) => under)).toEqual([3, 0, 1, 0, 0])
  })

  it('turns siblings round when the newest are to come first', () => {
    const later = editView('later', { inputImageId: cat.image.id, createdAt: '2026-01-01T00:02:00.000Z' })
    const rows = listRows(buildTree([...all, later].map(entryOf), 'newest'), new Set())
    expect(rows.map(({ key }) => key)).toEqual([bowl, cat, later, amber, blue, dusk].map(keyOfNode))
  })

  it('hangs what came from another project under the picture that it was made from', () => {
    const moved = editView('moved', { parentEditId: uuidOf('elsewhere'), inputImageId: bowl.image.id })
    expect(listRows(treeOf([bowl, moved]), new Set())[1]).toMatchObject({
      parentKey: keyOfNode(bowl),
      level: 2,
    })
  })

  it('lists nodes without the tree, in the order given, without those that are gone', () => {
    const rows = listFlat(treeOf(all), [keyOfNode(dusk), 'edit:gone', keyOfNode(amber)])
    expect(rows.map(({ key, level, position }) => [key, level, position])).toEqual([
      [keyOfNode(dusk), 1, 1],
      [keyOfNode(amber), 1, 2],
    ])
  })

  it('takes ten thousand edits, also in one long branch', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      editView(
        `step-${index}`,
        index === 0 ? { inputImageId: imageIdOf('none') } : { parentEditId: uuidOf(`step-${index - 1}`) },
      ),
    )
    expect(listRows(treeOf(chain), new Set()).at(-1)?.level).toBe(10_000)
  })

  it('lists a run in its order', () => {
    expect(listRun(all, uuidOf('run')).map((edit) => edit.id)).toEqual([amber.id, blue.id])
  })
})

describe('lineage', () => {
  it('leads from the upload to the result', () => {
    const nodes = Object.fromEntries(all.map((view) => [keyOfNode(view), view]))
    expect(findLineage(nodes, keyOfNode(dusk))).toEqual([cat, blue, dusk])
  })
})

describe('what was found', () => {
  it('is shown with the branch above it, though it is closed', () => {
    const tree = treeOf(all)
    const visible = withAncestors(tree, [keyOfNode(dusk)])
    const rows = listRows(tree, new Set([keyOfNode(cat), keyOfNode(blue)]), visible)
    expect(rows.map((row) => row.key)).toEqual([keyOfNode(cat), keyOfNode(blue), keyOfNode(dusk)])
  })
})
