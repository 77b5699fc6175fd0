import type { ProjectView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { HistorySlice } from '@/lib/studio/history/history-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'

/** Moving parts of the history to another project. */
export type MoveSlice = {
  /** The other projects, the one worked on last first; empty when the server does not answer. */
  listOtherProjects: () => Promise<ProjectView[]>
  /** Moves the nodes with all under them; null makes a new project. */
  moveTo: (keys: readonly NodeKey[], project: ProjectView | null) => Promise<void>
}

export type MoveNeeds = Pick<HistorySlice, 'refusal' | 'loseNodes'> &
  Pick<NodesSlice, 'nodes'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'>
