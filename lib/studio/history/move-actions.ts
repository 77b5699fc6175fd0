import type { NodeRef } from '@/lib/edits/view'
import { keyOf, refOfKey } from '@/lib/history/node-key'
import type { MoveNeeds, MoveSlice } from '@/lib/studio/history/moving'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

export function createMoveActions(
  set: SetState<MoveNeeds>,
  get: GetState<MoveNeeds>,
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
      get().say(`Moved ${what} to ${project ? `“${project.name}”` : 'a new project'}`, {
        undo: () => void moveBack(projectId, moved, made),
      })
    },
  }
}
