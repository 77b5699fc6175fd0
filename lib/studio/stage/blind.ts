import type { EditView, NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { listRun } from '@/lib/history/run-results'
import type { ViewId } from '@/lib/studio/stage/chosen'
import type { PlacedPane, StageScene } from '@/lib/studio/stage/scene'
import type { ShownModel } from '@/lib/studio/stage/shown-model'

/** Choosing blind: nobody is told who made which result of a run until one of them is kept. */

type Looked = {
  isBlind: boolean
  view: ViewId
  nodes: Readonly<Record<NodeKey, NodeView>>
  selected: readonly NodeKey[]
}

const NONE: readonly EditView[] = []
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Asked by every row of the history at every change of the screen: a run is looked for once in the same nodes. */
const known = new WeakMap<object, { runId: string; edits: readonly EditView[] }>()

/** The results whose makers are hidden now: those of the run on the stage, while it has several and none is kept. */
export function listVeiled({ isBlind, view, nodes, selected }: Looked): readonly EditView[] {
  if (!isBlind || view !== 'side') return NONE
  const current = nodes[selected.at(-1) ?? '']
  if (current?.kind !== 'edit' || selected.length > 1) return NONE
  let found = known.get(nodes)
  if (found?.runId !== current.runId) {
    const run = listRun(Object.values(nodes), current.runId)
    found = { runId: current.runId, edits: run.length < 2 || run.some(({ kept }) => kept) ? NONE : run }
    known.set(nodes, found)
  }
  return found.edits
}

/** The same model without what tells who it is; money stays told as it is. */
export const veilModel = (model: ShownModel): ShownModel => ({
  ...model,
  name: 'Hidden',
  shortName: 'Hidden',
})

/** The scene with the hidden results in an order that tells nothing and stays as it is for this run, named by letters. */
export function veilScene(scene: StageScene, veiled: readonly EditView[]): StageScene {
  const ids = new Set(veiled.map(({ id }) => id))
  const isHidden = ({ edit }: PlacedPane) => edit !== null && ids.has(edit.id)
  if (!scene.panes.some(isHidden)) return scene
  const shuffled = scene.panes.filter(isHidden).sort((a, b) => orderOf(a) - orderOf(b))
  const named = shuffled.map((pane, index) => ({ ...pane, veil: letterOf(index) }))
  return { ...scene, panes: [...scene.panes.filter((pane) => !isHidden(pane)), ...named] }
}

const letterOf = (index: number): string => LETTERS[index] ?? String(index + 1)

/** Mixes the whole id (FNV-1a), so that neighbours in the run are none in the order. */
function orderOf({ key }: PlacedPane): number {
  let mixed = 0x811c9dc5
  for (const letter of key) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193)
  return mixed >>> 0
}
