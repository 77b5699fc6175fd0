import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { PartsNeeds, PartsSlice } from '@/lib/studio/masks/parts'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** Fetched with the first picture that is put together: most visits make none. */
export function createPartsSlice(
  set: SetState<PartsNeeds>,
  get: GetState<PartsNeeds>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'uploads' | 'newKey'>,
): PartsSlice {
  const fetchActions = fetchOnce(async () => {
    const { createPartsActions } = await import('@/lib/studio/masks/parts-actions')
    return createPartsActions(set, get, parts)
  })
  return {
    parts: null,
    openParts: async (keys) => (await fetchActions()).openParts(keys),
    choosePart: (at) => fetchActions.known()?.choosePart(at),
  }
}
