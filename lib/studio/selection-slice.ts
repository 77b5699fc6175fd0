import { findPrimary } from '@/lib/studio/primary-input'
import {
  isSelecting,
  type SelectionActions,
  type SelectionNeeds,
  type SelectionSlice,
} from '@/lib/studio/selecting'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

/** What works on a selection is fetched with the tool: most visits never need it. */
export function createSelectionSlice(
  set: SetState<SelectionNeeds>,
  get: GetState<SelectionNeeds>,
  parts: Pick<StudioParts, 'commands' | 'changeMaps' | 'newKey'>,
): SelectionSlice {
  let actions: SelectionActions | undefined
  const fetchActions = async () => {
    const { createSelectionActions } = await import('@/lib/studio/selection-actions')
    actions ??= createSelectionActions(set, get, parts)
    return actions
  }
  return {
    selectingOver: null,
    selectMode: 'new',
    selection: null,
    search: null,
    selectionError: null,
    isSelectionAlone: true,
    toggleSelecting: () => {
      if (!findPrimary(get())) return
      const selectingOver = isSelecting(get()) ? null : get().selected
      set({ selectingOver, selectMode: 'new', selectionError: null })
      void fetchActions()
    },
    chooseSelectMode: (selectMode) => set({ selectMode }),
    chooseSelectionAlone: (isSelectionAlone) => set({ isSelectionAlone }),
    selectBox: async (...given) => (await fetchActions()).selectBox(...given),
    selectAt: async (...given) => (await fetchActions()).selectAt(...given),
    selectInBox: async () => (await fetchActions()).selectInBox(),
    stopSearch: () => actions?.stopSearch(),
    clearSelection: () => actions?.clearSelection(),
    applySelection: (event) => actions?.applySelection(event),
    whenSelected: async () => actions?.whenSelected(),
  }
}
