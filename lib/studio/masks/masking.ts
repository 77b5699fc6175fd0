import type { EditView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import type { Mask, Size } from '@/lib/images/raster'
import type { FidelitySlice } from '@/lib/studio/fidelity/fidelity-state'
import type { HistorySlice } from '@/lib/studio/history/history-slice'
import type { MaskDocument, MaskStep } from '@/lib/studio/masks/mask-document'
import type { MaskGround } from '@/lib/studio/masks/mask-raster'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { ViewId } from '@/lib/studio/stage/chosen'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'

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
  /** To which the stage goes back when it is done or left. */
  viewBefore: ViewId
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
  /** Closes it. What was painted is kept for the next time that the mask of this edit is opened. */
  leaveMask: () => void
}

export type MaskSlice = MaskActions & { masking: Masking | null }

export type MaskNeeds = MaskSlice &
  Pick<FidelitySlice, 'reports' | 'maps' | 'loadReport' | 'loadMaps' | 'fidelityError'> &
  Pick<StageSlice, 'view'> &
  Pick<HistorySlice, 'show' | 'showRun'> &
  Pick<NodesSlice, 'addNodes'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'>
