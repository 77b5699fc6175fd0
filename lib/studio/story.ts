import type { RunInput } from '@/lib/edits/run-request'
import type { EditView, NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { HistorySlice } from '@/lib/studio/history-slice'
import type { InputsSlice } from '@/lib/studio/inputs-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { RecipeSlice } from '@/lib/studio/recipe-slice'
import type { FollowUp } from '@/lib/studio/story-draft'

/**
 * A branch read step by step, one step of it changed, and what came after replayed.
 */
export type StorySlice = {
  /** The node whose branch is read. */
  storyKey: NodeKey | null
  /** The step that stands in the composer to be changed. */
  changing: FollowUp | null
  /** What is to be replayed after runs that changed a step, by run. */
  followUps: Readonly<Record<string, FollowUp>>
  /** Why the last replay was refused. */
  replayError: string | null
  openStory: (key: NodeKey) => void
  closeStory: () => void
  /** Puts the recipe and the photo of a step of the story into the composer. */
  changeStep: (key: NodeKey) => Promise<void>
  leaveChange: () => void
  /** Told of a run that was started: it may be the one that changes a step. */
  followChange: (runId: string) => void
  /** Told of each change of a node: the changed step may be there. */
  offerReplay: (node: NodeView) => void
  /** Replays what came after a step on the result of its change. */
  replayAfter: (edit: EditView) => Promise<void>
  /** Does the recipes again, in their order, on each of the inputs. Answers whether that was taken. */
  replay: (editIds: readonly string[], inputs: readonly RunInput[]) => Promise<boolean>
  restoreFollowUps: () => void
}

export type StoryNeeds = StorySlice &
  Pick<HistorySlice, 'show' | 'showRun'> &
  Pick<NodesSlice, 'nodes' | 'addNodes' | 'isSurrounded' | 'loadSurroundings'> &
  Pick<InputsSlice, 'replacePrimary'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'> &
  Pick<RecipeSlice, 'recallRecipe'>
