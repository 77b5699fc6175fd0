import type { PassesNeeds, PassesSlice } from '@/lib/studio/fidelity/passes-counting'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What counts is fetched with the first edit that is looked at closely. */
export function createPassesSlice(
  set: SetState<PassesNeeds>,
  get: GetState<PassesNeeds>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'newKey'>,
): PassesSlice {
  const fetchActions = fetchOnce(async () => {
    const { createPassesActions } = await import('@/lib/studio/fidelity/passes-actions')
    return createPassesActions(set, get, parts)
  })
  return {
    passes: null,
    countPasses: async (edit) => (await fetchActions()).countPasses(edit),
    applyToOriginal: async (edit) => (await fetchActions()).applyToOriginal(edit),
  }
}
