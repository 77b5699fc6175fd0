import type { EditView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import { keyOfEdit } from '@/lib/history/node-key'
import type { Mask, Size } from '@/lib/images/raster'
import type { FidelitySlice } from '@/lib/studio/fidelity-slice'
import type { HistorySlice } from '@/lib/studio/history-slice'
import type { MaskDocument, MaskStep } from '@/lib/studio/mask-document'
import type { MaskGround } from '@/lib/studio/mask-raster'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import type { StageSlice } from '@/lib/studio/stage-slice'

/** A composite in the making: what is taken from a result, everything else stays exactly as it was. */
export type Masking = {
  edit: EditView
  document: MaskDocument
  ground: MaskGround
  /** The document drawn at the size of the maps. */
  mask: Mask
  keptShare: number
  isAdding: boolean
  /** Across, in px of the original. */
  brushPx: number
  featherPx: number
  isColourMatched: boolean
  /** Whether the stage shows what will come out, or what changed. */
  isResultShown: boolean
  isSending: boolean
  error: ErrorReport | null
}

export type MaskTool = Pick<
  Masking,
  'isAdding' | 'brushPx' | 'featherPx' | 'isColourMatched' | 'isResultShown'
>

export type MaskActions = {
  /** Opens the mask of an edit. `taken`: the regions to begin with, counted from 1. */
  openMask: (edit: EditView, original: Size, taken: readonly number[]) => Promise<void>
  changeTool: (change: Partial<MaskTool>) => void
  /** By a quarter, and at least a px. */
  resizeBrush: (direction: 1 | -1) => void
  paint: (step: MaskStep) => void
  undoMask: () => void
  redoMask: () => void
  /** Starts the composite and shows it. */
  applyMask: () => Promise<void>
  leaveMask: () => void
}

export type MaskSlice = MaskActions & { masking: Masking | null }

/** True while the edit of the mask is what is shown; of another, the mask waits. */
export const isMaskShown = ({ masking, selected }: MaskSlice & Pick<HistorySlice, 'selected'>): boolean =>
  masking !== null && selected.at(-1) === keyOfEdit(masking.edit.id)

export type MaskNeeds = MaskSlice &
  Pick<FidelitySlice, 'reports' | 'maps' | 'loadReport' | 'loadMaps' | 'fidelityError'> &
  Pick<StageSlice, 'view'> &
  Pick<HistorySlice, 'show' | 'showRun'> &
  Pick<NodesSlice, 'applyNodes'> &
  Pick<ProjectSlice, 'project'>

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
