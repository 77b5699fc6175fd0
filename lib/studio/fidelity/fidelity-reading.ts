import type { ErrorReport } from '@/lib/errors'
import { keyOfEdit } from '@/lib/history/node-key'
import type { FidelityNeeds, FidelitySlice } from '@/lib/studio/fidelity/fidelity-state'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { zoomToBox } from '@/lib/studio/stage/zoom-to-box'

const UNREADABLE: ErrorReport = { code: 'internal', message: 'The map of changes cannot be loaded now.' }

/**
 * Reads what was measured of an edit, its report, and its maps one edit at a time, and goes through the regions that
 * changed.
 */
export function createFidelityReading(
  set: SetState<FidelityNeeds>,
  get: GetState<FidelityNeeds>,
  { commands, changeMaps }: Pick<StudioParts, 'commands' | 'changeMaps'>,
): Pick<FidelitySlice, 'loadReport' | 'loadMaps' | 'showRegion' | 'lookAtRegion' | 'stepRegion'> {
  let reading = new AbortController()
  /** Questions that are under way, by edit and how far its measure was when they were asked. */
  const asking = new Map<string, Promise<void>>()
  const ask = async (editId: string) => {
    const answer = await commands.loadFidelity(editId).catch(unreached)
    if (!answer.ok) set({ fidelityError: { editId, error: answer.error } })
    else if (answer.report)
      set({ reports: { ...get().reports, [editId]: answer.report }, fidelityError: null })
  }
  return {
    loadReport: (editId) => {
      const node = get().nodes[keyOfEdit(editId)]
      const question = `${editId} ${node?.kind === 'edit' ? node.keptShare : null}`
      const asked = asking.get(question) ?? ask(editId).finally(() => asking.delete(question))
      asking.set(question, asked)
      return asked
    },
    loadMaps: async (editId) => {
      reading.abort()
      reading = new AbortController()
      const { signal } = reading
      try {
        const [changes, regions] = await Promise.all([
          changeMaps.readMap(signal, editId, 'changes'),
          changeMaps.readMap(signal, editId, 'regions'),
        ])
        if (!signal.aborted) set({ maps: { editId, changes, regions }, fidelityError: null })
      } catch {
        if (!signal.aborted) set({ fidelityError: { editId, error: UNREADABLE } })
      }
    },
    showRegion: (editId, index) => {
      if (get().reports[editId]?.regions[index])
        set({ region: { editId, index }, isRegionAwaited: true, view: 'changes' })
    },
    lookAtRegion: () => {
      const { region, reports, scene, isRegionAwaited } = get()
      const box = region && reports[region.editId]?.regions[region.index]
      if (box && isRegionAwaited) set({ viewport: zoomToBox(box, scene), isRegionAwaited: false })
    },
    stepRegion: (editId, step) => {
      const count = get().reports[editId]?.regions.length ?? 0
      if (count === 0) return false
      const { region } = get()
      const at = region?.editId === editId ? region.index : step > 0 ? -1 : count
      get().showRegion(editId, (at + step + count) % count)
      return true
    },
  }
}
