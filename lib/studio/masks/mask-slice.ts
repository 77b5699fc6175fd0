import { keyOfEdit } from '@/lib/history/node-key'
import type { HistorySlice } from '@/lib/studio/history/history-slice'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import type { MaskNeeds, MaskSlice } from '@/lib/studio/masks/masking'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** True while the edit of the mask is what is shown; of another, the mask waits. */
export const isMaskShown = ({ masking, selected }: MaskSlice & Pick<HistorySlice, 'selected'>): boolean =>
  masking !== null && selected.at(-1) === keyOfEdit(masking.edit.id)

/** What works on pixels is fetched with the first mask that is opened: most visits never open one. */
export function createMaskSlice(
  set: SetState<MaskNeeds>,
  get: GetState<MaskNeeds>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'uploads' | 'newKey'>,
): MaskSlice {
  const fetchActions = fetchOnce(async () => {
    const { createMaskActions } = await import('@/lib/studio/masks/mask-actions')
    return createMaskActions(set, get, parts)
  })
  const { known } = fetchActions
  return {
    masking: null,
    openMask: async (...given) => (await fetchActions()).openMask(...given),
    changeTool: (change) => known()?.changeTool(change),
    resizeBrush: (direction) => known()?.resizeBrush(direction),
    paint: (step) => known()?.paint(step),
    undoMask: () => known()?.undoMask(),
    redoMask: () => known()?.redoMask(),
    applyMask: async () => known()?.applyMask(),
    leaveMask: () => known()?.leaveMask(),
  }
}
