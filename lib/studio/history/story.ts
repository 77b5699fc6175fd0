import type { RunInput } from '@/lib/edits/run-request'
import type { EditView, NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import type { RecallNeeds } from '@/lib/studio/composer/recalled-draft'
import type { Written } from '@/lib/studio/composer/run-draft'
import type { HistorySlice } from '@/lib/studio/history/history-slice'
import type { FollowUp } from '@/lib/studio/history/story-draft'
import type { InputsSlice } from '@/lib/studio/inputs/inputs-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'

/**
 * A branch read step by step, one step of it changed, and what came after replayed.
 */
export type StorySlice = {
  /** The node whose branch is read. */
  storyKey: NodeKey | null
  /** The step that stands in the composer to be changed, and what stood there before. */
  changing: Changing | null
  /** The last run that changed a step, until it has. */
  attempt: Attempt | null
  /** What is to be replayed after runs that changed a step, by run. */
  followUps: Readonly<Record<string, FollowUp>>
  /** Why the last replay was refused. */
  replayError: string | null
  openStory: (key: NodeKey) => void
  closeStory: () => void
  /** Puts the recipe and the photo of a step of the story into the composer. */
  changeStep: (key: NodeKey) => Promise<void>
  /** As above, for a step of which a change failed: with the words and settings of that. */
  changeStepAgain: (failed: EditView) => Promise<void>
  /** Goes on without the story; the settings that stood there before come back, what was written stays. */
  leaveChange: () => void
  /** Told of a run that was started: it may be the one that changes a step. */
  followChange: (runId: string) => void
  /** Told of each change of a node before it is taken in: the changed step may be there. */
  offerReplay: (node: NodeView) => void
  /** Replays what came after a step on the result of its change. */
  replayAfter: (edit: EditView) => Promise<void>
  /** Does the recipes again, in their order, on each of the inputs. Answers whether that was taken. */
  replay: (editIds: readonly string[], inputs: readonly RunInput[]) => Promise<boolean>
  /** Brings back what the browser kept; once, after the first paint. */
  restoreFollowUps: () => Promise<void>
}

/** What a step is changed with; the settings of the step stand there only until it has run. */
export type Changing = FollowUp & {
  before: SetInComposer
  /** A run was to change it and did not. */
  hasFailed?: boolean
}

type SetInComposer = Omit<Written, 'prompt' | 'variables'>

/** A run that changes a step, and what brings the step back into the composer should that fail. */
export type Attempt = {
  runId: string
  changing: Changing
  asked: SetInComposer & Pick<Written, 'prompt'>
  inputId: string | undefined
}

export type StoryNeeds = StorySlice &
  RecallNeeds &
  Pick<HistorySlice, 'show' | 'showRun'> &
  Pick<NodesSlice, 'nodes' | 'addNodes' | 'isSurrounded' | 'loadSurroundings'> &
  Pick<InputsSlice, 'items' | 'replacePrimary'> &
  Pick<NoticesSlice, 'say' | 'notices'> &
  Pick<ProjectSlice, 'project'>
