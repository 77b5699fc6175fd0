import type { RunInput } from '@/lib/edits/run-request'
import { isSettled } from '@/lib/edits/state'
import type { EditView, NodeView } from '@/lib/edits/view'
import { findLineage } from '@/lib/history/lineage'
import { keyOfEdit, keyOfNode, refOf } from '@/lib/history/node-key'
import { nameOfNode } from '@/lib/history/node-name'
import { listRun } from '@/lib/history/run-results'
import { recallRecipe } from '@/lib/studio/composer/recalled-draft'
import type { Attempt, Changing, StoryNeeds, StorySlice } from '@/lib/studio/history/story'
import type { FollowUp } from '@/lib/studio/history/story-draft'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { createIntents } from '@/lib/studio/intents'
import { unreached } from '@/lib/studio/live/unreached'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { findInputNode } from '@/lib/studio/stage/scene'

type StoryActions = Pick<
  StorySlice,
  'changeStep' | 'changeStepAgain' | 'leaveChange' | 'followChange' | 'replayAfter' | 'replay'
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
  /** Answers with why the recipe of the step could not be had. */
  const putIntoComposer = async (step: EditView, followUp: FollowUp) => {
    const answer = await commands.loadRecipe(step.id).catch(unreached)
    if (!answer.ok) return answer.error
    const input = findInputNode(get().nodes, step)
    // Of one step after another the settings that were the user's own.
    const before = get().changing?.before ?? settingsOf(get())
    recallRecipe(get, answer.recipe.asked)
    if (input?.image) get().replacePrimary({ ...toInput(input), image: input.image })
    set({ storyKey: null, changing: { ...followUp, before } })
    return undefined
  }
  /** Once nothing of it is under way: a change that failed is brought back, unless something else was begun. */
  const settleAttempt = () => {
    const { attempt, changing } = get()
    const run = attempt ? listRun(Object.values(get().nodes), attempt.runId) : []
    if (!attempt || run.length === 0 || !run.every(({ state }) => isSettled(state))) return
    if (run.some(({ state }) => state === 'succeeded')) {
      set({ attempt: null })
      if (changing?.hasFailed) leaveChange()
    } else if (!changing && run.every(hasEnded) && isUntouched(get(), attempt)) {
      get().replaceDraft(attempt.asked)
      set({ changing: { ...attempt.changing, hasFailed: true } })
    }
  }
  return {
    changeStep: async (key) => {
      const { nodes, storyKey } = get()
      const branch = findLineage(nodes, storyKey ?? key)
      const node = nodes[key]
      if (node?.kind !== 'edit') return
      const editIds = branch
        .slice(branch.indexOf(node) + 1)
        .flatMap((each) => (each.kind === 'edit' ? each.id : []))
      const step = branch.filter(({ kind }) => kind === 'edit').indexOf(node) + 1
      const refusal = await putIntoComposer(node, { step, editIds })
      if (refusal) set({ replayError: refusal.message })
    },
    changeStepAgain: async (failed) => {
      const followUp = get().followUps[failed.runId]
      const refusal = followUp && (await putIntoComposer(failed, followUp))
      if (refusal) get().say(refusal.message)
    },
    leaveChange: () => {
      // Let go is let go: what failed does not come back with the next star that it gets.
      set({ attempt: null })
      leaveChange()
    },
    followChange: (runId) => {
      const { changing, followUps } = get()
      if (!changing) return
      const { step, editIds } = changing
      if (editIds.length > 0) keep({ ...followUps, [runId]: { step, editIds } })
      const { prompt, items } = get()
      const asked = { ...settingsOf(get()), prompt }
      set({ attempt: { runId, changing, asked, inputId: findPrimary({ items })?.imageId } })
      leaveChange()
      // It may have failed before the server's answer was here.
      settleAttempt()
    },
    offerReplay: (node, before) => {
      settleAttempt()
      const followUp = get().followUps[node.runId]
      // Only as it is done: not again with each star that it gets later.
      const isNews = before?.kind === 'edit' && before.state !== 'succeeded' && node.state === 'succeeded'
      if (!followUp || !isNews) return
      get().say(`Step ${followUp.step} is changed`, {
        go: {
          label: nameReplay(followUp),
          act: () => void get().replayAfter(node),
          of: keyOfNode(node),
        },
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

const settingsOf = ({ modelIds, settings, inputMode, sweep }: StoryNeeds): Changing['before'] => ({
  modelIds,
  settings,
  inputMode,
  sweep,
})

/** Without a picture, and none to be expected. */
const hasEnded = ({ state }: EditView): boolean => state === 'failed' || state === 'cancelled'

/** The composer is as the run left it. */
function isUntouched(state: StoryNeeds, { changing, asked, inputId }: Attempt): boolean {
  const { before } = changing
  const areSettings = Object.entries(settingsOf(state)).every(
    ([name, value]) => before[name as keyof typeof before] === value,
  )
  return areSettings && state.prompt === asked.prompt && findPrimary(state)?.imageId === inputId
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
