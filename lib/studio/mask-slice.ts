import { keyOfEdit } from '@/lib/history/node-key'
import type { HistorySlice } from '@/lib/studio/history-slice'
import type { MaskActions, MaskNeeds, MaskSlice } from '@/lib/studio/masking'
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
  let actions: MaskActions | undefined
  const fetchActions = async () => {
    const { createMaskActions } = await import('@/lib/studio/mask-actions')
    actions ??= createMaskActions(set, get, parts)
    return actions
  }
  return {
    masking: null,
    openMask: async (...given) => (await fetchActions()).openMask(...given),
    changeTool: (change) => actions?.changeTool(change),
    resizeBrush: (direction) => actions?.resizeBrush(direction),
    paint: (step) => actions?.paint(step),
    undoMask: () => actions?.undoMask(),
    redoMask: () => actions?.redoMask(),
    applyMask: async () => actions?.applyMask(),
    leaveMask: () => actions?.leaveMask(),
  }
}
