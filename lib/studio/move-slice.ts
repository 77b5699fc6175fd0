import type { NodeRef, ProjectView } from '@/lib/edits/view'
import { keyOf, type NodeKey, refOfKey } from '@/lib/history/node-key'
import type { HistorySlice } from '@/lib/studio/history-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { unreached } from '@/lib/studio/unreached'

/** Moving parts of the history to another project. */
export type MoveSlice = {
  /** The other projects, the one worked on last first; empty when the server does not answer. */
  listOtherProjects: () => Promise<ProjectView[]>
  /** Moves the nodes with all under them; null makes a new project. */
  moveTo: (keys: readonly NodeKey[], project: ProjectView | null) => Promise<void>
}

type Needs = Pick<HistorySlice, 'refusal' | 'loseNodes'> &
  Pick<NodesSlice, 'nodes'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'>

export function createMoveSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { commands }: Pick<StudioParts, 'commands'>,
): MoveSlice {
  const moveBack = async (fromId: string, moved: NodeRef[], made: NodeRef[]) => {
    const { id } = get().project
    const answer = await commands.moveNodes(fromId, id, moved).catch(unreached)
    if (!answer.ok) return set({ refusal: { key: keyOf(moved[0]!), error: answer.error } })
    // What came back arrives by events; the photos that were made there for it are not needed any more.
    if (made.length > 0) await commands.deleteNodes(fromId, made).catch(unreached)
  }

  return {
    listOtherProjects: async () => {
      const answer = await commands.loadProjects().catch(unreached)
      return answer.ok ? answer.projects.filter(({ id }) => id !== get().project.id) : []
    },
    moveTo: async (keys, project) => {
      const answer = await commands
        .moveNodes(get().project.id, project?.id ?? null, keys.map(refOfKey))
        .catch(unreached)
      if (!answer.ok) return set({ refusal: { key: keys[0]!, error: answer.error } })
      const { moved, made, projectId } = answer
      get().loseNodes(moved)
      set({ refusal: null })
      const what = moved.length === 1 ? 'one item' : `${moved.length} items`
      get().say(
        `Moved ${what} to ${project ? `“${project.name}”` : 'a new project'}`,
        () => void moveBack(projectId, moved, made),
      )
    },
  }
}
