import type { MoveNeeds, MoveSlice } from '@/lib/studio/history/moving'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What moves is fetched with the first dialog: most visits move nothing. */
export function createMoveSlice(
  set: SetState<MoveNeeds>,
  get: GetState<MoveNeeds>,
  parts: Pick<StudioParts, 'commands'>,
): MoveSlice {
  const fetchActions = fetchOnce(async () => {
    const { createMoveActions } = await import('@/lib/studio/history/move-actions')
    return createMoveActions(set, get, parts)
  })
  return {
    listOtherProjects: async () => (await fetchActions()).listOtherProjects(),
    moveTo: async (...given) => (await fetchActions()).moveTo(...given),
  }
}
