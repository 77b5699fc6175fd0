import type { EditView, ImageView, NodeView } from '@/lib/edits/view'
import { isOfAll } from '@/lib/fidelity/change-kind'
import { apply, invert } from '@/lib/fidelity/transform'
import { keyOfEdit, keyOfNode, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import type { Mask, Size } from '@/lib/images/raster'
import { placeNode } from '@/lib/studio/stage/place-node'
import { findInputNode } from '@/lib/studio/stage/scene'
import { COMPOSITE_MODEL_ID, PARTS_MODEL_ID } from '@/lib/studio/stage/shown-model'
import type { Point } from '@/lib/studio/stage/viewport'

/**
 * Generation loss: how many models an area of a picture went through since the original. A model that runs elsewhere
 * draws the whole picture anew; the local engine touches only what it changes; a composite takes each pixel, and its
 * past, from one of its two sources.
 */

type Nodes = Readonly<Record<NodeKey, NodeView>>

/** How often the point was drawn anew; `x` and `y` are shares of the original's width and height, 0 to 1. */
export type PassesAt = (x: number, y: number) => number

/** A map that is needed to tell the passes of a picture. */
export type PassMap = { editId: string; kind: 'regions' | 'mask' }

const ENGINE_ID = 'local/engine'

/**
 * The maps that the count asks for, each once, from the picture up to the original. Undefined where best parts are in
 * its past: which results they were taken from is not known here, and a guess could be too few.
 */
export function listPassMaps(nodes: Nodes, key: NodeKey): PassMap[] | undefined {
  const maps: PassMap[] = []
  const past = new Set([key])
  // What is added while it is gone through is gone through too.
  for (const each of past) {
    const node = nodes[each]
    if (node?.kind !== 'edit' || !node.image) continue
    if (node.modelId === PARTS_MODEL_ID) return undefined
    past.add(keyOf(findInputNode(nodes, node)))
    if (node.modelId === COMPOSITE_MODEL_ID) {
      past.add(resultOf(node))
      maps.push({ editId: node.id, kind: 'mask' })
    } else if (node.modelId === ENGINE_ID && isInParts(node)) maps.push({ editId: node.id, kind: 'regions' })
  }
  return maps
}

const isInParts = ({ changeKind }: EditView): boolean => changeKind !== null && !isOfAll(changeKind)

/**
 * The passes of a picture, point by point.
 * @param original the picture at the top of the branch
 * @param findMap the maps of `listPassMaps`; where one is missing the whole picture counts
 */
export function passesOf(
  nodes: Nodes,
  key: NodeKey,
  original: ImageView,
  findMap: (map: PassMap) => Mask | undefined,
): PassesAt {
  const known = new Map<NodeKey, PassesAt>()
  const read = (each: NodeKey): PassesAt => {
    const node = nodes[each]
    if (node?.kind !== 'edit') return () => 0
    const input = findInputNode(nodes, node)
    const before = readOnce(keyOf(input))
    const isComposite = node.modelId === COMPOSITE_MODEL_ID
    const map = findMap({ editId: node.id, kind: isComposite ? 'mask' : 'regions' })
    const isTouched = map && input?.image ? readerOf(nodes, input, original, map) : () => true
    const drawn: PassesAt = isComposite ? readOnce(resultOf(node)) : (x, y) => before(x, y) + 1
    return (x, y) => (isTouched(x, y) ? drawn(x, y) : before(x, y))
  }
  // A composite has two pasts, which soon are the same.
  const readOnce = (each: NodeKey): PassesAt => {
    const passes = known.get(each) ?? read(each)
    known.set(each, passes)
    return passes
  }
  return read(key)
}

const keyOf = (node: NodeView | undefined): NodeKey => (node ? keyOfNode(node) : '')
/** A composite hangs under the result that it takes from. */
const resultOf = (composite: EditView): NodeKey => keyOfEdit(composite.parentEditId ?? '')

/** A map lies over the input of its edit, which lies somewhere on the original. */
function readerOf(nodes: Nodes, input: NodeView, original: ImageView, map: Mask) {
  const toInput = invert(placeNode(nodes, keyOfNode(input), original))
  const { width, height } = input.image!
  return (x: number, y: number): boolean => {
    const there = apply(toInput, x * original.width, y * original.height)
    const column = Math.floor((there.x / width) * map.width)
    const row = Math.floor((there.y / height) * map.height)
    const isOn = column >= 0 && row >= 0 && column < map.width && row < map.height
    return isOn && map.data[row * map.width + column] !== 0
  }
}

/** `share` of the picture went through `passes` models. */
export type PassShare = { passes: number; share: number }

/** Points that are looked at along the longer side. */
const GRID = 192

/** How much of the picture went how often through a model; the least first. */
export function tallyPasses(at: PassesAt, { width, height }: Size): PassShare[] {
  const scale = GRID / Math.max(width, height)
  const [columns, rows] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const counts = new Map<number, number>()
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const passes = at((column + 0.5) / columns, (row + 0.5) / rows)
      counts.set(passes, (counts.get(passes) ?? 0) + 1)
    }
  return [...counts]
    .map(([passes, count]) => ({ passes, share: count / (columns * rows) }))
    .sort((a, b) => a.passes - b.passes)
}

/** Points along each side at which a region is looked at. */
const BOX_GRID = 12

/**
 * The most passes within a region of an edit.
 * @param box in px of the edit's input
 */
export function passesInBox(
  nodes: Nodes,
  edit: EditView,
  original: ImageView,
  at: PassesAt,
  box: Point & Size,
): number {
  const input = findInputNode(nodes, edit)
  const toOriginal = placeNode(nodes, keyOf(input), original)
  let most = 0
  for (let row = 0; row < BOX_GRID; row++)
    for (let column = 0; column < BOX_GRID; column++) {
      const [across, down] = [(column + 0.5) / BOX_GRID, (row + 0.5) / BOX_GRID]
      const { x, y } = apply(toOriginal, box.x + box.width * across, box.y + box.height * down)
      most = Math.max(most, at(x / original.width, y / original.height))
    }
  return most
}

/** How many edits led from the original to this one, itself counted. */
export const countSteps = (nodes: Nodes, edit: EditView): number => listSteps(nodes, edit).length

/**
 * True where every step from the original is known to lie in place and one of them changed a part of it, so that this
 * can be laid onto the original.
 */
export function canApplyToOriginal(nodes: Nodes, edit: EditView): boolean {
  const root = nodes[keyOfRoot(edit.rootImageId ?? '')]
  if (!root || edit.inputImageId === edit.rootImageId) return false
  const steps = listSteps(nodes, edit)
  const isInPlace = steps.every((step) => step.image && step.alignment)
  return isInPlace && steps.some(({ changeKind }) => !OF_NO_PART.includes(changeKind))
}

/** Of these a composite takes nothing. */
const OF_NO_PART: readonly EditView['changeKind'][] = ['identical', 'unchanged', 'tone', 'everywhere']

/** Whether the tone of the whole picture changed on the way: what is laid onto the original leaves that behind. */
export const isToneOnTheWay = (nodes: Nodes, edit: EditView): boolean =>
  listSteps(nodes, edit).some(({ changeKind }) => changeKind === 'tone' || changeKind === 'regions_and_tone')

/** The edits that led from the original to this one, the latest first, itself among them. */
function listSteps(nodes: Nodes, edit: EditView): EditView[] {
  const steps: EditView[] = []
  for (let node: NodeView | undefined = edit; node?.kind === 'edit'; node = findInputNode(nodes, node))
    steps.push(node)
  return steps
}
