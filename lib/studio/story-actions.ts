import type { RunInput } from '@/lib/edits/run-request'
import type { EditView, NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import { keyOfEdit, keyOfNode, refOf } from '@/lib/history/node-key'
import { nameOfNode } from '@/lib/history/node-name'
import { listRun } from '@/lib/history/run-results'
import { createIntents } from '@/lib/studio/intents'
import { recallRecipe } from '@/lib/studio/recalled-draft'
import { findInputNode } from '@/lib/studio/scene'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import type { StoryNeeds, StorySlice } from '@/lib/studio/story'
import type { FollowUp } from '@/lib/studio/story-draft'
import { unreached } from '@/lib/studio/unreached'

type StoryActions = Pick<
  StorySlice,
  'changeStep' | 'leaveChange' | 'followChange' | 'replayAfter' | 'replay'
> & {
  /** Says that a step is changed, with the way to what comes after it. `before`: as it was known until now. */
  offerReplay(edit: EditView, before: NodeView | undefined): void
}

export function createStoryActions(
  set: SetState<StoryNeeds>,
  get: GetState<StoryNeeds>,
  {
    commands,
    newKey,
    nowMs,
    keep,
  }: Pick<StudioParts, 'commands' | 'newKey' | 'nowMs'> & {
    keep: (followUps: StorySlice['followUps']) => void
  },
): StoryActions {
  const intents = createIntents(newKey, nowMs)
  const leaveChange = () => {
    const { changing, prompt } = get()
    set({ changing: null })
    if (changing) get().replaceDraft({ ...changing.before, prompt })
  }
  return {
    changeStep: async (key) => {
      const { nodes, storyKey } = get()
      const branch = findLineage(nodes, storyKey ?? key)
      const step = nodes[key]
      if (step?.kind !== 'edit') return
      const answer = await commands.loadRecipe(step.id).catch(unreached)
      if (!answer.ok) return set({ replayError: answer.error.message })
      const input = findInputNode(nodes, step)
      // Of one step after another the settings that were the user's own.
      const { changing, modelIds, settings, inputMode, sweep } = get()
      const before = changing?.before ?? { modelIds, settings, inputMode, sweep }
      recallRecipe(get, answer.recipe.asked)
      if (input?.image) get().replacePrimary({ ...toInput(input), image: input.image })
      const following = branch
        .slice(branch.indexOf(step) + 1)
        .flatMap((node) => (node.kind === 'edit' ? node.id : []))
      const number = branch.filter(({ kind }) => kind === 'edit').indexOf(step) + 1
      set({ storyKey: null, changing: { step: number, editIds: following, before } })
    },
    leaveChange,
    followChange: (runId) => {
      const { changing, followUps } = get()
      if (!changing) return
      const { step, editIds } = changing
      if (editIds.length > 0) keep({ ...followUps, [runId]: { step, editIds } })
      leaveChange()
    },
    offerReplay: (node, before) => {
      const followUp = get().followUps[node.runId]
      // Only as it is done: not again with each star that it gets later.
      const isNews = before?.kind === 'edit' && before.state !== 'succeeded' && node.state === 'succeeded'
      if (!followUp || !isNews) return
      get().say(`Step ${followUp.step} is changed`, undefined, {
        label: nameReplay(followUp),
        act: () => void get().replayAfter(node),
        of: keyOfNode(node),
      })
    },
    replayAfter: async (edit) => {
      const followUp = get().followUps[edit.runId]
      if (!followUp || !edit.image) return
      const offered = listRun(Object.values(get().nodes), edit.runId).map(keyOfNode)
      set({ notices: get().notices.filter(({ go }) => !go?.of || !offered.includes(go.of)) })
      if (!(await get().replay(followUp.editIds, [toInput(edit)]))) {
        const { replayError } = get()
        if (replayError) get().say(replayError)
        return
      }
      const { [edit.runId]: _done, ...others } = get().followUps
      keep(others)
    },
    replay: async (editIds, inputs) => {
      const intent = intents.find(JSON.stringify({ editIds, inputs }))
      const request = {
        projectId: get().project.id,
        clientKey: intent.clientKey,
        editIds: [...editIds],
        inputs: [...inputs],
      }
      const answer = await commands.startReplay(request).catch(unreached)
      set({ replayError: answer.ok ? null : answer.error.message })
      if (!answer.ok) return false
      intent.settle()
      get().addNodes(answer.edits)
      const last = answer.edits.at(-1)
      if (inputs.length === 1 && last) get().show(keyOfEdit(last.id))
      else get().showRun(answer.runId)
      return true
    },
  }
}

/** What the button says. */
export const nameReplay = ({ editIds }: FollowUp): string =>
  editIds.length === 1 ? 'Replay the step after it' : `Replay the ${editIds.length} steps after it`

/** A node as an input: its picture, and the edit that made it. */
export function toInput(node: NodeView): RunInput {
  const ref = refOf(node)
  return {
    imageId: node.image!.id,
    editId: ref.kind === 'edit' ? ref.id : null,
    name: nameOfNode(node).slice(0, 255),
  }
}
