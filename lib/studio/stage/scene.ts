import type { EditView, ImageView, NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import { keyOfEdit, keyOfNode, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import { listRun } from '@/lib/history/run-results'
import {
  type Alignment,
  alignByMeasure,
  alignBySize,
  isSmallPart,
  isUpright,
  joinAlignments,
} from '@/lib/studio/stage/alignment'
import { isMeasured, LETTERS, listChosen, type ViewId } from '@/lib/studio/stage/chosen'
import { listRunWords } from '@/lib/studio/stage/run-words'
import type { Size } from '@/lib/studio/stage/viewport'

/** What stands on the stage: worked out from the nodes and what is selected, kept nowhere. */

type Nodes = Readonly<Record<NodeKey, NodeView>>

/** An upload has no edit. `letter` names the two of a comparison. */
export type StagePane = {
  key: NodeKey
  edit: EditView | null
  name: string
  /** The picture to show: the result, or while there is none what it is made from. */
  picture: ImageView | null
  letter?: string
  /** What tells it apart in its run: values of variables, the photo. */
  words?: readonly string[]
  /** What it is called while nobody is told who made it. */
  veil?: string
}

/** A pane in its place: how its picture lies on the reference. */
export type PlacedPane = StagePane & { alignment: Alignment }

export type StageScene = {
  panes: PlacedPane[]
  /** The pane that keys and the inspector speak of. */
  currentKey: NodeKey
  /** What the others are seen against: the upload; in Changes what the edit was made from. */
  original: StagePane | null
  /** All sizes of points are those of this picture. */
  reference: Size
  /** The results stand by what they kept, whatever they were asked for. */
  isSorted?: boolean
}

type SceneRequest = {
  nodes: Nodes
  selected: readonly NodeKey[]
  /** The picture chosen to compare with, in place of the original. */
  otherKey: NodeKey | null
  view: ViewId
}

/** The scene for what is selected; undefined when nothing of it is there any more. */
export function composeScene({ nodes, selected, otherKey, view }: SceneRequest): StageScene | undefined {
  const chosen = listChosen(nodes, selected)
  const current = nodes[chosen.at(-1) ?? '']
  if (!current) return undefined
  const isMap = view === 'changes' && isMeasured(current)
  const input = isMap ? findInputNode(nodes, current) : undefined
  const original = input ? toPane(nodes, input) : findOriginal(nodes, current)
  const panes = isMap
    ? [toPane(nodes, current)]
    : chosen.length > 1
      ? comparePanes(nodes, chosen, view)
      : runPanes(nodes, current, otherKey, view)
  const isAlone = view === 'single' || view === 'side'
  const reference = original?.picture ?? panes.find((pane) => pane.picture)?.picture ?? UNKNOWN_SIZE
  const words = view === 'side' ? wordsOf(nodes, panes) : new Map<string, string[]>()
  return {
    panes: panes.map((pane) => ({
      ...pane,
      words: words.get(pane.edit?.id ?? ''),
      alignment: alignNode(nodes, pane.key, reference, isAlone),
    })),
    currentKey: keyOfNode(current),
    original,
    reference,
  }
}

/**
 * How the picture of a node lies on the reference: what was measured from step to step, else by the sizes alone. So lies
 * what was turned or mirrored, which is not turned back to be looked at.
 * @param isAlone nothing lies over it: a small part of the reference is then shown as large as a whole
 */
export function alignNode(
  nodes: Nodes,
  key: NodeKey,
  reference: ImageView | Size,
  isAlone = false,
): Alignment {
  let node = nodes[key]
  if (node && !node.image) node = findInputNode(nodes, node)
  const steps: Alignment[] = []
  while (node?.kind === 'edit' && node.image && !isSamePicture(node.image, reference)) {
    const input = findInputNode(nodes, node)
    if (!input?.image) break
    const { alignment: measured, image } = node
    const isInPlace =
      measured && isUpright(measured) && !(isAlone && isSmallPart(measured, input.image, image))
    steps.unshift(isInPlace ? alignByMeasure(measured, image) : alignBySize(input.image, image))
    node = input
  }
  const start = alignBySize(reference, node?.image ?? reference)
  return steps.reduce(joinAlignments, start)
}

const isSamePicture = (image: ImageView, reference: ImageView | Size) =>
  'id' in reference && image.id === reference.id

/** Stands in until a first result of a model that takes no image says how large it is. */
const UNKNOWN_SIZE: Size = { width: 1024, height: 1024 }

function comparePanes(nodes: Nodes, keys: readonly NodeKey[], view: ViewId): StagePane[] {
  const panes = keys.map((key, index) => ({ ...toPane(nodes, nodes[key]!), letter: LETTERS[index] }))
  if (view === 'side') return panes
  return view === 'single' ? panes.slice(-1) : panes.slice(-2)
}

/** Each result is told apart from all of its own run, whichever of them are shown. */
function wordsOf(nodes: Nodes, panes: readonly StagePane[]): Map<string, string[]> {
  const runs = new Set(panes.flatMap(({ edit }) => edit?.runId ?? []))
  return new Map([...runs].flatMap((runId) => [...listWordsOfRun(nodes, runId)]))
}

/** The words of each result of a run, by the id of the edit. */
export const listWordsOfRun = (nodes: Nodes, runId: string): Map<string, string[]> =>
  listRunWords(listRun(Object.values(nodes), runId), (edit) => findInputNode(nodes, edit))

function runPanes(nodes: Nodes, current: NodeView, otherKey: NodeKey | null, view: ViewId): StagePane[] {
  const own = toPane(nodes, current)
  const original = findOriginal(nodes, current)
  // Until its map is there, the view of changes shows what will lie under it.
  if (current.kind === 'root' || view === 'single' || view === 'changes') return [own]
  if (view === 'side') {
    const results = listRun(Object.values(nodes), current.runId).map((edit) => toPane(nodes, edit))
    return original ? [original, ...results] : results
  }
  const other = otherKey && otherKey !== own.key && nodes[otherKey]
  const before = other ? toPane(nodes, other) : original
  return before && current.image ? [before, own] : [own]
}

/** What the current picture can be compared with: the original, the steps that led to it, the results of its run. */
export function listOthers(nodes: Nodes, currentKey: NodeKey): StagePane[] {
  const branch = findLineage(nodes, currentKey)
  const current = nodes[currentKey]
  const run = current?.kind === 'edit' ? listRun(Object.values(nodes), current.runId) : []
  const others = new Set([...branch, ...run].filter((node) => node !== current && node.image))
  return [...others].map((node) => toPane(nodes, node))
}

export function toPane(nodes: Nodes, node: NodeView): StagePane {
  if (node.kind === 'root')
    return { key: keyOfNode(node), edit: null, name: node.title ?? node.name, picture: node.image }
  return {
    key: keyOfNode(node),
    edit: node,
    name: node.title ?? node.prompt,
    picture: node.image ?? findInput(nodes, node),
  }
}

/** The upload at the top of the branch. */
function findOriginal(nodes: Nodes, node: NodeView): StagePane | null {
  if (node.kind === 'root') return toPane(nodes, node)
  const imageId = node.rootImageId ?? node.inputImageId
  const root = imageId ? nodes[keyOfRoot(imageId)] : undefined
  return root ? toPane(nodes, root) : null
}

/** The picture that an edit was, or is being, made from. */
export const findInput = (nodes: Nodes, edit: EditView): ImageView | null =>
  findInputNode(nodes, edit)?.image ?? null

/** The node whose picture was the edit's primary input: the nearest on its branch, which need not be its parent. */
export function findInputNode(nodes: Nodes, edit: NodeView): NodeView | undefined {
  if (edit.kind === 'root') return undefined
  const parent = edit.parentEditId ? nodes[keyOfEdit(edit.parentEditId)] : undefined
  for (let node = parent; node?.kind === 'edit'; node = nodes[keyOfEdit(node.parentEditId ?? '')])
    if (node.image && node.image.id === edit.inputImageId) return node
  return (edit.inputImageId ? nodes[keyOfRoot(edit.inputImageId)] : undefined) ?? parent
}
