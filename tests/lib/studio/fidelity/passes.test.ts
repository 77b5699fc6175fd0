import { expect, it } from 'vitest'
import type { NodeView } from '@/lib/edits/view'
import { keyOfEdit, keyOfNode } from '@/lib/history/node-key'
import type { Mask } from '@/lib/images/raster'
import {
  canApplyToOriginal,
  countSteps,
  isToneOnTheWay,
  listPassMaps,
  passesInBox,
  passesOf,
  tallyPasses,
} from '@/lib/studio/fidelity/passes'
import { editView, imageView, rootView, uuidOf } from '@/tests/support/node-views'

const cat = rootView('cat', { image: imageView('cat', 800, 400) })
const sure = { residualPx: 0.1, confidence: 1, reliable: true }
const inPlace = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0, rotationDeg: 0, ...sure }
const size = { width: 800, height: 400 }

/** An edit of the cat, or of another edit. */
const edited = (word: string, parent: NodeView, change = {}) =>
  editView(word, {
    inputImageId: parent.image!.id,
    rootImageId: cat.image.id,
    parentEditId: parent.kind === 'edit' ? parent.id : null,
    image: imageView(word, size.width, size.height),
    alignment: inPlace,
    keptShare: 0.5,
    changeKind: 'regions',
    ...change,
  })
const cloud = { modelId: 'aiml/seedream-v4-edit' }
const nodesOf = (...nodes: NodeView[]) => Object.fromEntries(nodes.map((node) => [keyOfNode(node), node]))

/** On in the columns from `from` to `to` of eight. */
const stripe = (from: number, to: number): Mask => ({
  width: 8,
  height: 4,
  data: Uint8Array.from({ length: 32 }, (_, at) => (at % 8 >= from && at % 8 < to ? 200 : 0)),
})

it('a model that draws the whole picture anew counts everywhere', () => {
  const one = edited('one', cat, cloud)
  const two = edited('two', one, cloud)
  const nodes = nodesOf(cat, one, two)
  expect(listPassMaps(nodes, keyOfEdit(two.id))).toEqual([])
  const at = passesOf(nodes, keyOfEdit(two.id), cat.image, () => undefined)
  expect(tallyPasses(at, size)).toEqual([{ passes: 2, share: 1 }])
  expect(countSteps(nodes, two)).toBe(2)
})

it('a change of tone by the local engine counts everywhere', () => {
  const one = edited('one', cat, { changeKind: 'regions_and_tone' })
  const nodes = nodesOf(cat, one)
  expect(listPassMaps(nodes, keyOfEdit(one.id))).toEqual([])
})

it('the local engine counts only where it changed something', () => {
  const one = edited('one', cat)
  const two = edited('two', one)
  const nodes = nodesOf(cat, one, two)
  expect(listPassMaps(nodes, keyOfEdit(two.id))?.map(({ editId, kind }) => [editId, kind])).toEqual([
    [two.id, 'regions'],
    [one.id, 'regions'],
  ])
  const maps = { [one.id]: stripe(0, 4), [two.id]: stripe(2, 6) }
  const at = passesOf(nodes, keyOfEdit(two.id), cat.image, ({ editId }) => maps[editId])
  expect(tallyPasses(at, size)).toEqual([
    { passes: 0, share: 0.25 },
    { passes: 1, share: 0.5 },
    { passes: 2, share: 0.25 },
  ])
  expect(passesInBox(nodes, two, cat.image, at, { x: 0, y: 0, width: 100, height: 400 })).toBe(1)
  expect(passesInBox(nodes, two, cat.image, at, { x: 0, y: 0, width: 400, height: 400 })).toBe(2)
})

it('a composite takes the past of the original where it kept it, and of the result where it took that', () => {
  const one = edited('one', cat, cloud)
  const two = edited('two', one, cloud)
  const kept = edited('kept', two, { modelId: 'local/composite', inputImageId: cat.image.id })
  const nodes = nodesOf(cat, one, two, kept)
  expect(listPassMaps(nodes, keyOfEdit(kept.id))).toEqual([{ editId: kept.id, kind: 'mask' }])
  const at = passesOf(nodes, keyOfEdit(kept.id), cat.image, () => stripe(6, 8))
  expect(tallyPasses(at, size)).toEqual([
    { passes: 0, share: 0.75 },
    { passes: 2, share: 0.25 },
  ])
})

it('a past that two ways lead to is looked at once', () => {
  let last: NodeView = cat
  const steps = Array.from({ length: 16 }, (_, step) => {
    const drawn = edited(`drawn ${step}`, last)
    const kept = edited(`kept ${step}`, drawn, { modelId: 'local/composite', inputImageId: last.image!.id })
    last = kept
    return [drawn, kept]
  })
  const nodes = nodesOf(cat, ...steps.flat())
  expect(listPassMaps(nodes, keyOfNode(last))).toHaveLength(32)
  let asked = 0
  const at = passesOf(nodes, keyOfNode(last), cat.image, () => {
    asked += 1
    return stripe(0, 4)
  })
  expect(asked).toBe(32)
  expect(tallyPasses(at, size)).toEqual([
    { passes: 0, share: 0.5 },
    { passes: 16, share: 0.5 },
  ])
})

it('best parts are not counted: which results they were taken from is not known', () => {
  const parts = edited('parts', cat, { modelId: 'local/parts' })
  const after = edited('after', parts, cloud)
  expect(listPassMaps(nodesOf(cat, parts, after), keyOfEdit(after.id))).toBeUndefined()
})

it('a map lies over the input of its edit, wherever that lies on the original', () => {
  const half = { ...inPlace, scaleX: 0.5, shiftX: 400 }
  // The right half of the original, twice as wide.
  const one = edited('one', cat, { ...cloud, alignment: half })
  const two = edited('two', one)
  const at = passesOf(nodesOf(cat, one, two), keyOfEdit(two.id), cat.image, ({ editId }) =>
    editId === two.id ? stripe(0, 4) : undefined,
  )
  expect([0.25, 0.6, 0.9].map((x) => at(x, 0.5))).toEqual([1, 2, 1])
})

it('only a chain whose every step lies in place can be applied to the original', () => {
  const one = edited('one', cat, cloud)
  const two = edited('two', one, cloud)
  const lost = edited('lost', one, { ...cloud, alignment: null, id: uuidOf('lost') })
  const nodes = nodesOf(cat, one, two, lost)
  expect([one, two, lost].map((edit) => canApplyToOriginal(nodes, edit))).toEqual([false, true, false])
  expect(canApplyToOriginal(nodesOf(one, two), two)).toBe(false)
})

it('what toned the whole picture alone has nothing to lay onto the original, and what toned it too leaves that behind', () => {
  const warm = edited('warm', cat, { changeKind: 'tone' })
  const warmer = edited('warmer', warm, { changeKind: 'tone' })
  const eyes = edited('eyes', warm)
  const ears = edited('ears', edited('nose', cat))
  const nodes = nodesOf(cat, warm, warmer, eyes, edited('nose', cat), ears)
  expect([warmer, eyes, ears].map((edit) => canApplyToOriginal(nodes, edit))).toEqual([false, true, true])
  expect([warmer, eyes, ears].map((edit) => isToneOnTheWay(nodes, edit))).toEqual([true, true, false])
})
