import type { FidelityNeeds, FidelitySlice } from '@/lib/studio/fidelity/fidelity-state'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What reads reports and maps is fetched with the first result. */
export function createFidelitySlice(
  set: SetState<FidelityNeeds>,
  get: GetState<FidelityNeeds>,
  { commands, changeMaps }: Pick<StudioParts, 'commands' | 'changeMaps'>,
): FidelitySlice {
  const fetchReading = fetchOnce(async () => {
    const { createFidelityReading } = await import('@/lib/studio/fidelity/fidelity-reading')
    return createFidelityReading(set, get, { commands, changeMaps })
  })
  /** Without the part, as while the server starts anew, that is said where the report would stand. */
  const read = (editId: string, kind: 'loadReport' | 'loadMaps') =>
    fetchReading().then(
      (reading) => reading[kind](editId),
      (cause) => set({ fidelityError: { editId, error: unreached(cause).error } }),
    )
  return {
    reports: {},
    fidelityError: null,
    maps: null,
    threshold: null,
    region: null,
    isRegionAwaited: false,

    loadReport: async (editId) => {
      if (!get().reports[editId]) await read(editId, 'loadReport')
    },
    loadMaps: async (editId) => {
      if (get().maps?.editId !== editId) await read(editId, 'loadMaps')
    },
    changeThreshold: (threshold) => set({ threshold }),
    // Without what reads reports there are no regions either.
    showRegion: (...given) => fetchReading.known()?.showRegion(...given),
    lookAtRegion: () => fetchReading.known()?.lookAtRegion(),
    stepRegion: (...given) => fetchReading.known()?.stepRegion(...given) ?? false,
  }
}
