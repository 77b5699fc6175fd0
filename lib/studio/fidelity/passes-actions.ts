import { keyOfEdit, keyOfRoot } from '@/lib/history/node-key'
import type { Mask } from '@/lib/images/raster'
import {
  isToneOnTheWay,
  listPassMaps,
  type PassMap,
  passesOf,
  tallyPasses,
} from '@/lib/studio/fidelity/passes'
import type { PassesNeeds, PassesSlice } from '@/lib/studio/fidelity/passes-counting'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

export function createPassesActions(
  set: SetState<PassesNeeds>,
  get: GetState<PassesNeeds>,
  { commands, changeMaps, newKey }: Pick<StudioParts, 'commands' | 'changeMaps' | 'newKey'>,
): Omit<PassesSlice, 'passes'> {
  let counting = new AbortController()
  const known = new Map<string, Mask>()
  const nameOf = ({ editId, kind }: PassMap) => `${editId} ${kind}`
  const read = async (signal: AbortSignal, map: PassMap) => {
    if (!known.has(nameOf(map)))
      known.set(nameOf(map), await changeMaps.readMap(signal, map.editId, map.kind))
  }
  return {
    countPasses: async (edit) => {
      counting.abort()
      counting = new AbortController()
      const { signal } = counting
      const { nodes } = get()
      const root = nodes[keyOfRoot(edit.rootImageId ?? '')]
      if (!root?.image) return
      const key = keyOfEdit(edit.id)
      const maps = listPassMaps(nodes, key)
      if (!maps) return
      // A map that cannot be read leaves its whole picture counted: never too few.
      await Promise.allSettled(maps.map((map) => read(signal, map)))
      if (signal.aborted) return
      const at = passesOf(nodes, key, root.image, (map) => known.get(nameOf(map)))
      set({ passes: { editId: edit.id, areas: tallyPasses(at, root.image), at } })
    },
    applyToOriginal: async (edit) => {
      const request = { projectId: get().project.id, editId: edit.id, clientKey: newKey(), ontoRoot: true }
      // What was toned would stand out on an original that was not.
      const matchColour = isToneOnTheWay(get().nodes, edit)
      const choice = { maskImageId: null, featherPx: null, matchColour }
      const answer = await commands.startComposite({ ...request, ...choice }).catch(unreached)
      if (!answer.ok) return answer.error
      get().addNodes(answer.edits)
      get().showRun(answer.runId)
      return undefined
    },
  }
}
