import type { EditView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import type { PassesAt, PassShare } from '@/lib/studio/fidelity/passes'
import type { HistorySlice } from '@/lib/studio/history/history-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'

/** How many models a picture went through, and the way back to the original. */
export type PassesSlice = {
  /** Of the edit that was asked about last; points are shares of the original's sides. */
  passes: { editId: string; areas: readonly PassShare[]; at: PassesAt } | null
  /** Loads what is needed and counts; an edit that has no original is left alone. */
  countPasses: (edit: EditView) => Promise<void>
  /** Takes what changed since the original, and everything else from the original itself, as a new node. */
  applyToOriginal: (edit: EditView) => Promise<ErrorReport | undefined>
}

export type PassesNeeds = PassesSlice &
  Pick<NodesSlice, 'nodes' | 'addNodes'> &
  Pick<HistorySlice, 'showRun'> &
  Pick<ProjectSlice, 'project'>
