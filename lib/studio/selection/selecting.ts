import type { ChosenSelection, SelectionEvent } from '@/lib/edits/selection'
import type { Place, Pointed, TakenStep } from '@/lib/engine/selection'
import type { ErrorReport } from '@/lib/errors'
import type { NodeKey } from '@/lib/history/node-key'
import type { Box, Mask, Size } from '@/lib/images/raster'
import type { InputItem } from '@/lib/studio/inputs/input-list'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import type { ProjectSlice } from '@/lib/studio/project-slice'

/** What is chosen of the picture that the next run edits; places in px of that picture. */
export type Selection = {
  imageId: string
  picture: Size
  /** The rectangle round it. */
  box: Box
  /** Its exact shape as an image; null where it is the rectangle itself. */
  maskImageId: string | null
  /** The same shape as numbers, to be drawn; null until it is there. */
  mask: Mask | null
  /** How a thing was pointed at, so that more can be added. */
  pointed: Pointed | null
  /** Where what was clicked last has a smaller or a larger thing to it. */
  step?: TakenStep | undefined
}

/** A search that a worker is at. */
export type Search = { id: string; imageId: string; picture: Size; pointed: Pointed }

/** What a click does to the selection. */
export type SelectMode = 'new' | 'add' | 'remove'

export type SelectionActions = {
  /** A rectangle in px of the primary input; what lies outside of the picture is cut off. */
  selectBox: (box: Box) => Promise<void> | void
  /** Looks for the thing at a place. */
  selectAt: (place: Place, mode: SelectMode) => Promise<void>
  /** Goes from what was clicked last to the next smaller (-1) or larger (1) thing there. */
  stepSelection: (by: 1 | -1) => Promise<void>
  /** Looks for the thing in the rectangle that is selected. */
  selectInBox: () => Promise<void>
  stopSearch: () => void
  clearSelection: () => void
  applySelection: (event: SelectionEvent) => void
  /** Has the primary input looked at before the first click. */
  lookAhead: () => Promise<void>
  /** Settles when the search that is under way has ended; false when it found nothing or was stopped. */
  whenSelected: () => Promise<boolean>
}

export type SelectionSlice = SelectionActions & {
  /** What was shown when the tool was taken up: it is laid down as soon as something else is to be seen. */
  selectingOver: readonly NodeKey[] | null
  selectMode: SelectMode
  selection: Selection | null
  search: Search | null
  selectionError: ErrorReport | null
  /** Whether a run changes, and sends, only the selection. */
  isSelectionAlone: boolean
  toggleSelecting: () => boolean
  chooseSelectMode: (mode: SelectMode) => void
  chooseSelectionAlone: (isAlone: boolean) => void
}

type Shown = { selected: readonly NodeKey[] }
type Inputs = { items: readonly InputItem[] }

export type SelectionNeeds = SelectionSlice & Inputs & Shown & Pick<ProjectSlice, 'project'>

/** Whether the tool is taken up. */
export const isSelecting = ({
  selectingOver,
  selected,
}: Pick<SelectionSlice, 'selectingOver'> & Shown): boolean =>
  selectingOver !== null && selectingOver === selected

/** The selection, as long as its picture is the one that the next run edits. */
export function findSelection(state: Pick<SelectionSlice, 'selection'> & Inputs): Selection | undefined {
  const { selection } = state
  return selection && selection.imageId === findPrimary(state)?.imageId ? selection : undefined
}

/** The selection as the next run takes it. */
export function chosenSelection(
  state: Pick<SelectionSlice, 'selection' | 'isSelectionAlone'> & Inputs,
): ChosenSelection | undefined {
  const selection = findSelection(state)
  if (!selection) return undefined
  const { imageId, box, maskImageId } = selection
  return { imageId, box, maskImageId, isAlone: state.isSelectionAlone }
}
