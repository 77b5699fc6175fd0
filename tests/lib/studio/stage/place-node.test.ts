import { expect, it } from 'vitest'
import type { NodeView } from '@/lib/edits/view'
import { apply } from '@/lib/fidelity/transform'
import { keyOfNode } from '@/lib/history/node-key'
import { placeNode } from '@/lib/studio/stage/place-node'
import { editView, imageView, rootView } from '@/tests/support/node-views'

const cat = rootView('cat', { image: imageView('cat', 900, 600) })
const sure = { residualPx: 0.1, confidence: 1, reliable: true }
const turned = editView('turned', {
  inputImageId: cat.image.id,
  rootImageId: cat.image.id,
  image: imageView('turned', 600, 900),
  alignment: { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 600, rotationDeg: -90, ...sure },
})
const smaller = editView('smaller', {
  parentEditId: turned.id,
  inputImageId: turned.image!.id,
  rootImageId: cat.image.id,
  image: imageView('smaller', 300, 450),
})
const nodes = Object.fromEntries([cat, turned, smaller].map((node) => [keyOfNode(node), node]))
const placeOf = (node: NodeView, x: number, y: number) =>
  apply(placeNode(nodes, keyOfNode(node), cat.image), x, y)

it('lays what was turned by a quarter back on the original', () => {
  expect(placeOf(turned, 600, 0)).toEqual({ x: 0, y: 0 })
  expect(placeOf(turned, 600, 900)).toEqual({ x: 900, y: 0 })
})

it('goes from step to step, by the sizes where nothing was measured', () => {
  expect(placeOf(smaller, 300, 450)).toEqual({ x: 900, y: 0 })
})

it('leaves the original where it is', () => {
  expect(placeOf(cat, 12, 34)).toEqual({ x: 12, y: 34 })
})
