import { fetchOnce } from '@/lib/studio/fetch-once'
import type { FidelityNeeds, FidelitySlice } from '@/lib/studio/fidelity-state'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { zoomToBox } from '@/lib/studio/viewport'

/** What reads reports and maps is fetched with the first result. */
export function createFidelitySlice(
  set: SetState<FidelityNeeds>,
  get: GetState<FidelityNeeds>,
  { commands, changeMaps }: Pick<StudioParts, 'commands' | 'changeMaps'>,
): FidelitySlice {
  const fetchReading = fetchOnce(async () => {
    const { createFidelityReading } = await import('@/lib/studio/fidelity-reading')
    return createFidelityReading(set, get, { commands, changeMaps })
  })
  return {
    reports: {},
    fidelityError: null,
    maps: null,
    threshold: null,
    region: null,
    isRegionAwaited: false,

    loadReport: async (editId) => {
      if (!get().reports[editId]) await (await fetchReading()).loadReport(editId)
    },
    loadMaps: async (editId) => {
      if (get().maps?.editId !== editId) await (await fetchReading()).loadMaps(editId)
    },
    changeThreshold: (threshold) => set({ threshold }),
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
      if (count === 0) return
      const { region } = get()
      const at = region?.editId === editId ? region.index : step > 0 ? -1 : count
      get().showRegion(editId, (at + step + count) % count)
    },
  }
}
