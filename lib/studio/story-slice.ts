import type { RunInput } from '@/lib/edits/run-request'
import type { EditView, NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import { keyOfEdit, type NodeKey, refOf } from '@/lib/history/node-key'
import type { HistorySlice } from '@/lib/studio/history-slice'
import type { InputsSlice } from '@/lib/studio/inputs-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { RecipeSlice } from '@/lib/studio/recipe-slice'
import { findInputNode } from '@/lib/studio/scene'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { type FollowUp, parseFollowUps } from '@/lib/studio/story-draft'
import { unreached } from '@/lib/studio/unreached'

/** A branch read step by step, one step of it changed, and what came after replayed. */
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

type Needs = StorySlice &
  Pick<HistorySlice, 'show' | 'showRun'> &
  Pick<NodesSlice, 'nodes' | 'addNodes' | 'isSurrounded' | 'loadSurroundings'> &
  Pick<InputsSlice, 'replacePrimary'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'> &
  Pick<RecipeSlice, 'recallRecipe'>

export function createStorySlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { snapshot, commands, drafts, newKey }: Pick<StudioParts, 'snapshot' | 'commands' | 'drafts' | 'newKey'>,
): StorySlice {
  const draftKey = `afterimage:follow-ups:${snapshot.project.id}`
  const told = new Set<string>()
  const keep = (followUps: StorySlice['followUps']) => {
    set({ followUps })
    drafts.write(draftKey, JSON.stringify(followUps))
  }

  return {
    storyKey: null,
    changing: null,
    followUps: {},
    replayError: null,
    openStory: (storyKey) => {
      set({ storyKey, replayError: null })
      if (!get().isSurrounded(storyKey))
        void get().loadSurroundings(new AbortController().signal, storyKey).catch(unreached)
    },
    closeStory: () => set({ storyKey: null }),
    changeStep: async (key) => {
      const { nodes, storyKey } = get()
      const branch = findLineage(nodes, storyKey ?? key)
      const step = nodes[key]
      if (step?.kind !== 'edit') return
      const answer = await commands.loadRecipe(step.id).catch(unreached)
      if (!answer.ok) return set({ replayError: answer.error.message })
      const input = findInputNode(nodes, step)
      get().recallRecipe(answer.recipe.asked)
      if (input?.image) get().replacePrimary({ ...toInput(input), image: input.image })
      const following = branch
        .slice(branch.indexOf(step) + 1)
        .flatMap((node) => (node.kind === 'edit' ? node.id : []))
      const number = branch.filter(({ kind }) => kind === 'edit').indexOf(step) + 1
      set({ storyKey: null, changing: { step: number, editIds: following } })
    },
    leaveChange: () => set({ changing: null }),
    followChange: (runId) => {
      const { changing, followUps } = get()
      if (!changing) return
      if (changing.editIds.length > 0) keep({ ...followUps, [runId]: changing })
      set({ changing: null })
    },
    offerReplay: (node) => {
      if (node.kind !== 'edit' || node.state !== 'succeeded' || told.has(node.runId)) return
      const followUp = get().followUps[node.runId]
      if (!followUp) return
      told.add(node.runId)
      get().say(`Step ${followUp.step} is changed`, undefined, {
        label: nameReplay(followUp),
        act: () => void get().replayAfter(node),
      })
    },
    replayAfter: async (edit) => {
      const followUp = get().followUps[edit.runId]
      if (!followUp || !edit.image) return
      if (!(await get().replay(followUp.editIds, [toInput(edit)]))) return
      const { [edit.runId]: _done, ...others } = get().followUps
      keep(others)
    },
    replay: async (editIds, inputs) => {
      const request = {
        projectId: get().project.id,
        clientKey: newKey(),
        editIds: [...editIds],
        inputs: [...inputs],
      }
      const answer = await commands.startReplay(request).catch(unreached)
      set({ replayError: answer.ok ? null : answer.error.message })
      if (!answer.ok) return false
      get().addNodes(answer.edits)
      const last = answer.edits.at(-1)
      if (inputs.length === 1 && last) get().show(keyOfEdit(last.id))
      else get().showRun(answer.runId)
      return true
    },
    restoreFollowUps: () => set({ followUps: parseFollowUps(drafts.read(draftKey)) }),
  }
}

/** What the button says. */
export const nameReplay = ({ editIds }: FollowUp): string =>
  editIds.length === 1 ? 'Replay the step after it' : `Replay the ${editIds.length} steps after it`

/** A node as an input: its picture, and the edit that made it. */
export function toInput(node: NodeView): RunInput {
  const ref = refOf(node)
  const name = node.title ?? (node.kind === 'edit' ? node.prompt : node.name)
  return {
    imageId: node.image!.id,
    editId: ref.kind === 'edit' ? ref.id : null,
    name: name.slice(0, 255),
  }
}
