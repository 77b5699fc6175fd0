import { describe, expect, it } from 'vitest'
import type { NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { composeScene, findInputNode } from '@/lib/studio/stage/scene'
import { editView, imageView, rootView, uuidOf } from '@/tests/support/node-views'

const cat = rootView('cat', { image: imageView('cat', 1000, 600) })
const measure = {
  scaleX: 2,
  scaleY: 2,
  shiftX: 20,
  shiftY: 0,
  rotationDeg: 0,
  residualPx: 0.1,
  confidence: 1,
  reliable: true,
}
const first = editView('first', {
  inputImageId: cat.image.id,
  rootImageId: cat.image.id,
  image: imageView('first', 500, 300),
  alignment: measure,
  keptShare: 0.9,
})
const second = editView('second', {
  parentEditId: first.id,
  inputImageId: first.image!.id,
  rootImageId: cat.image.id,
  image: imageView('second', 250, 150),
  keptShare: 0.5,
})
const composite = editView('composite', {
  modelId: 'local/composite',
  parentEditId: first.id,
  inputImageId: cat.image.id,
  rootImageId: cat.image.id,
  image: imageView('composite', 1000, 600),
})

const nodes = Object.fromEntries([cat, first, second, composite].map((node) => [keyOfNode(node), node]))
const sceneOf = (node: NodeView, view: 'split' | 'changes') =>
  composeScene({ nodes, selected: [keyOfNode(node)], otherKey: null, view })!

describe('the scene', () => {
  it('lays a result where it was measured to lie', () => {
    expect(sceneOf(first, 'split').panes[1]!.alignment).toEqual({
      scaleX: 0.5,
      scaleY: 0.5,
      shiftX: -10,
      shiftY: 0,
    })
  })

  const laid = (alignment: typeof measure, width: number, height: number, view: 'split' | 'single') => {
    const node = { ...first, alignment, image: imageView('laid', width, height) }
    const placed = {
      nodes: { ...nodes, [keyOfNode(node)]: node },
      selected: [keyOfNode(node)],
      otherKey: null,
    }
    return composeScene({ ...placed, view })!.panes.at(-1)!.alignment
  }

  it('shows what was turned as it is, whole and unsqueezed', () => {
    const quarter = { ...measure, scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 600, rotationDeg: -90 }
    expect(laid(quarter, 600, 1000, 'split')).toMatchObject({ scaleX: 5 / 3, scaleY: 5 / 3 })
    expect(laid({ ...measure, scaleX: -1, scaleY: 1 }, 1000, 600, 'split')).toMatchObject({
      scaleX: 1,
      shiftX: 0,
    })
  })

  it('shows a small part large, until something lies over it', () => {
    const part = { ...measure, scaleX: 1, scaleY: 1, shiftX: 300, shiftY: 200 }
    expect(laid(part, 500, 300, 'single')).toEqual({ scaleX: 0.5, scaleY: 0.5, shiftX: 0, shiftY: 0 })
    expect(laid(part, 500, 300, 'split')).toEqual({ scaleX: 1, scaleY: 1, shiftX: -300, shiftY: -200 })
    expect(laid(part, 900, 540, 'single')).toMatchObject({ scaleX: 1, shiftX: -300 })
  })

  it('follows the measures from step to step, and sizes where nothing was measured', () => {
    const { alignment } = sceneOf(second, 'split').panes[1]!
    expect(alignment).toEqual({ scaleX: 0.25, scaleY: 0.25, shiftX: -5, shiftY: 0 })
  })

  it('sees changes against what the edit was made from, in its px', () => {
    const scene = sceneOf(second, 'changes')
    expect(scene.panes.map((pane) => pane.key)).toEqual([keyOfNode(second)])
    expect(scene.original?.key).toBe(keyOfNode(first))
    expect(scene.reference).toEqual(first.image)
    expect(scene.panes[0]!.alignment).toEqual({ scaleX: 0.5, scaleY: 0.5, shiftX: 0, shiftY: 0 })
  })

  it('shows the result alone under changes that are not measured yet', () => {
    expect(sceneOf(composite, 'changes').panes.map(({ key }) => key)).toEqual([keyOfNode(composite)])
  })

  it('knows that a composite was made from the original, not from its parent', () => {
    expect(findInputNode(nodes, composite)).toBe(cat)
    expect(findInputNode(nodes, second)).toBe(first)
    expect(findInputNode(nodes, editView('lost', { parentEditId: uuidOf('gone') }))).toBeUndefined()
  })
})
