import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import type { MaskSlice } from '@/lib/studio/masks/masking'
import { isPointing } from '@/lib/studio/selection/pointing'
import type { SelectionNeeds, SelectionSlice } from '@/lib/studio/selection/selecting'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What works on a selection is fetched with the tool: most visits never need it. */
export function createSelectionSlice(
  set: SetState<SelectionNeeds>,
  get: GetState<SelectionNeeds & Pick<MaskSlice, 'leaveMask'> & Parameters<typeof isMaskShown>[0]>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'newKey'>,
): SelectionSlice {
  const fetchActions = fetchOnce(async () => {
    const { createSelectionActions } = await import('@/lib/studio/selection/selection-actions')
    return createSelectionActions(set, get, parts)
  })
  const { known } = fetchActions
  return {
    selectingOver: null,
    selectMode: 'new',
    selection: null,
    search: null,
    selectionError: null,
    isSelectionAlone: true,
    toggleSelecting: () => {
      if (!findPrimary(get())) return false
      const isOn = isPointing(get())
      // The picture is either painted or pointed at; what was painted is kept.
      if (isMaskShown(get())) get().leaveMask()
      set({ selectingOver: isOn ? null : get().selected, selectMode: 'new', selectionError: null })
      void fetchActions()
      return true
    },
    chooseSelectMode: (selectMode) => set({ selectMode }),
    chooseSelectionAlone: (isSelectionAlone) => set({ isSelectionAlone }),
    selectBox: async (...given) => (await fetchActions()).selectBox(...given),
    selectAt: async (...given) => (await fetchActions()).selectAt(...given),
    stepSelection: async (by) => (await fetchActions()).stepSelection(by),
    selectInBox: async () => (await fetchActions()).selectInBox(),
    lookAhead: async () => (await fetchActions()).lookAhead(),
    stopSearch: () => known()?.stopSearch(),
    clearSelection: () => known()?.clearSelection(),
    applySelection: (event) => known()?.applySelection(event),
    whenSelected: async () => known()?.whenSelected() ?? true,
  }
}
