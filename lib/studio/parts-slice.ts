import type { PartsActions, PartsNeeds, PartsSlice } from '@/lib/studio/parts'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** Fetched with the first picture that is put together: most visits make none. */
export function createPartsSlice(
  set: SetState<PartsNeeds>,
  get: GetState<PartsNeeds>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'uploads' | 'newKey'>,
): PartsSlice {
  let actions: PartsActions | undefined
  return {
    parts: null,
    openParts: async (keys) => {
      const { createPartsActions } = await import('@/lib/studio/parts-actions')
      actions ??= createPartsActions(set, get, parts)
      return actions.openParts(keys)
    },
    choosePart: (at) => actions?.choosePart(at),
  }
}
