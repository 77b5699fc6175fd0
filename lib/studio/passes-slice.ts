import type { EditView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import { keyOfEdit, keyOfRoot } from '@/lib/history/node-key'
import type { Mask } from '@/lib/images/raster'
import type { HistorySlice } from '@/lib/studio/history-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { PassesAt, PassMap, PassShare } from '@/lib/studio/passes'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { unreached } from '@/lib/studio/unreached'

/** How many models a picture went through, and the way back to the original. */
export type PassesSlice = {
  /** Of the edit that was asked about last; points are shares of the original's sides. */
  passes: { editId: string; areas: readonly PassShare[]; at: PassesAt } | null
  /** Loads what is needed and counts; an edit that has no original is left alone. */
  countPasses: (edit: EditView) => Promise<void>
  /** Takes what changed since the original, and everything else from the original itself, as a new node. */
  applyToOriginal: (edit: EditView) => Promise<ErrorReport | undefined>
}

type Needs = PassesSlice &
  Pick<NodesSlice, 'nodes' | 'addNodes'> &
  Pick<HistorySlice, 'showRun'> &
  Pick<ProjectSlice, 'project'>

export function createPassesSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { commands, changeMaps, newKey }: Pick<StudioParts, 'commands' | 'changeMaps' | 'newKey'>,
): PassesSlice {
  let counting = new AbortController()
  const known = new Map<string, Mask>()
  const nameOf = ({ editId, kind }: PassMap) => `${editId} ${kind}`
  const read = async (signal: AbortSignal, map: PassMap) => {
    if (!known.has(nameOf(map)))
      known.set(nameOf(map), await changeMaps.readMap(signal, map.editId, map.kind))
  }
  return {
    passes: null,
    countPasses: async (edit) => {
      counting.abort()
      counting = new AbortController()
      const { signal } = counting
      const { nodes } = get()
      const root = nodes[keyOfRoot(edit.rootImageId ?? '')]
      if (!root?.image) return
      const { listPassMaps, passesOf, tallyPasses } = await import('@/lib/studio/passes')
      const key = keyOfEdit(edit.id)
      // A map that cannot be read leaves its whole picture counted: never too few.
      await Promise.allSettled(listPassMaps(nodes, key).map((map) => read(signal, map)))
      if (signal.aborted) return
      const at = passesOf(nodes, key, root.image, (map) => known.get(nameOf(map)))
      set({ passes: { editId: edit.id, areas: tallyPasses(at, root.image), at } })
    },
    applyToOriginal: async (edit) => {
      const request = { projectId: get().project.id, editId: edit.id, clientKey: newKey(), ontoRoot: true }
      const choice = { maskImageId: null, featherPx: null, matchColour: false }
      const answer = await commands.startComposite({ ...request, ...choice }).catch(unreached)
      if (!answer.ok) return answer.error
      get().addNodes(answer.edits)
      get().showRun(answer.runId)
      return undefined
    },
  }
}
