import { describe, expect, it } from 'vitest'
import { keyOfNode } from '@/lib/history/node-key'
import { entryOf } from '@/lib/history/outline/outline'
import { buildTree, listRows } from '@/lib/history/tree'
import { walkTree } from '@/lib/studio/history/tree-walk'
import { editView, rootView } from '@/tests/support/node-views'

const cat = rootView('cat')
const blue = editView('blue', { inputImageId: cat.image.id })
const dusk = editView('dusk', { parentEditId: blue.id })
const [catKey, blueKey, duskKey] = [cat, blue, dusk].map(keyOfNode) as [string, string, string]
const tree = buildTree([cat, blue, dusk].map(entryOf))
const rows = listRows(tree, new Set())
const closed = listRows(tree, new Set([catKey]))

describe('walking the tree', () => {
  it('goes up and down and to the ends', () => {
    expect(walkTree(rows, catKey, 'ArrowDown')).toEqual({ kind: 'focus', key: blueKey })
    expect(walkTree(rows, blueKey, 'ArrowUp')).toEqual({ kind: 'focus', key: catKey })
    expect(walkTree(rows, catKey, 'End')).toEqual({ kind: 'focus', key: duskKey })
    expect(walkTree(rows, duskKey, 'Home')).toEqual({ kind: 'focus', key: catKey })
    expect(walkTree(rows, duskKey, 'ArrowDown')).toBeUndefined()
  })

  it('opens with right, then goes to the first child', () => {
    expect(walkTree(closed, catKey, 'ArrowRight')).toEqual({ kind: 'open', key: catKey, isOpen: true })
    expect(walkTree(rows, catKey, 'ArrowRight')).toEqual({ kind: 'focus', key: blueKey })
    expect(walkTree(rows, duskKey, 'ArrowRight')).toBeUndefined()
  })

  it('closes with left, then goes to the parent', () => {
    expect(walkTree(rows, catKey, 'ArrowLeft')).toEqual({ kind: 'open', key: catKey, isOpen: false })
    expect(walkTree(rows, duskKey, 'ArrowLeft')).toEqual({ kind: 'focus', key: blueKey })
    expect(walkTree(closed, catKey, 'ArrowLeft')).toBeUndefined()
  })

  it('leaves other keys alone', () => {
    expect(walkTree(rows, catKey, 'x')).toBeUndefined()
  })
})
