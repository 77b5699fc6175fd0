import type { RunProblem } from '@/lib/edits/check-run'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { escapePrompt } from '@/lib/edits/prompt-variables'
import { countEdits } from '@/lib/edits/run-size'
import type { RunSettings } from '@/lib/edits/settings'
import { ASK_ABOVE_EDITS, type SweepAxis } from '@/lib/edits/sweep'
import type { ErrorReport } from '@/lib/errors'
import type { ModelCard } from '@/lib/models/card'
import { promptHistory } from '@/lib/studio/composer/prompt-history'
import {
  chosenCards,
  draftOf,
  problemsOf,
  type RunDraft,
  type Written,
  writtenOf,
} from '@/lib/studio/composer/run-draft'
import { NO_SWEEP } from '@/lib/studio/composer/sweep-texts'
import { isOnItsWay } from '@/lib/studio/inputs/input-list'
import type { InputsSlice } from '@/lib/studio/inputs/inputs-slice'
import { createIntents } from '@/lib/studio/intents'
import { unreached } from '@/lib/studio/live/unreached'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { SelectionSlice } from '@/lib/studio/selection/selecting'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'

export type ComposerSlice = Written & {
  isSettingsOpen: boolean
  isStarting: boolean
  /** True from a press of Run that could not start until it can: then what is missing is said beside its control. */
  wasRefused: boolean
  /** A large run that was asked for, until the user says whether it was meant. */
  largeRun: RunDraft | null
  /** What the server said to the last run. */
  runError: ErrorReport | null
  /** Raised when a prompt was put here to be changed. */
  offeredPrompts: number
  writePrompt: (prompt: string) => void
  offerPrompt: () => void
  writeVariable: (name: string, text: string) => void
  /** Up (older, 1) and down (newer, -1) through the prompts of this project; answers whether there was one. */
  walkPrompts: (step: 1 | -1) => boolean
  /** Asks for those that are not here, before they are walked through. */
  recallPrompts: (signal: AbortSignal) => Promise<void>
  chooseModel: (modelId: string, isChosen: boolean) => void
  /** Chooses one model in the place of another. */
  replaceModel: (modelId: string, by: string) => void
  changeSettings: (change: Partial<RunSettings>) => void
  changeAdvanced: (modelId: string, key: string, value: string | number | boolean) => void
  chooseInputMode: (mode: 'primary' | 'each') => void
  /** Lists of values in the place of one; null goes back to the one. */
  writeSweep: (axis: SweepAxis, text: string | null) => void
  toggleSettings: () => void
  /** Puts all of it in place of what stands there. */
  replaceDraft: (draft: Omit<Written, 'variables'>) => void
  /** Starts the run, as soon as its photos are on the server, and answers with the first problem when it cannot. */
  run: () => Promise<RunProblem | undefined>
  /** Starts the large run, just as it was asked for, or lets it be. */
  answerLargeRun: (isMeant: boolean) => Promise<void>
  /** Brings back what the browser kept; once, after the first paint. */
  restoreDraft: () => Promise<void>
}

type Needs = ComposerSlice &
  Pick<InputsSlice, 'items' | 'whenUploaded'> &
  Pick<ProjectSlice, 'project' | 'cards' | 'availability'> &
  Pick<SelectionSlice, 'search' | 'selection' | 'isSelectionAlone' | 'whenSelected'> &
  Pick<NodesSlice, 'nodes' | 'addNodes'> & {
    showRun: (runId: string) => void
    followChange: (runId: string) => void
  }

export function createComposerSlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { snapshot, cards, commands, history, drafts, newKey, nowMs }: StudioParts,
): ComposerSlice {
  const draftKey = `afterimage:draft:${snapshot.project.id}`
  let walked = 0
  let unsent = ''
  let recalled: string[] | undefined
  const intents = createIntents(newKey, nowMs)

  const keep = (change: Partial<ComposerSlice>) => {
    set(change)
    drafts.write(draftKey, JSON.stringify(writtenOf(get())))
  }

  const start = async (draft: RunDraft) => {
    const intent = intents.find(JSON.stringify(draft))
    const request = { ...draft, projectId: get().project.id, clientKey: intent.clientKey }
    set({ isStarting: true, wasRefused: false, runError: null })
    const answer = await commands.startRun(request).catch(unreached)
    set({ isStarting: false })
    if (!answer.ok) return set({ runError: answer.error })
    intent.settle()
    walked = 0
    recalled &&= [...new Set([draft.prompt, ...recalled])]
    get().addNodes(answer.edits)
    get().followChange(answer.runId)
    get().showRun(answer.runId)
  }

  return {
    prompt: '',
    variables: {},
    modelIds: defaultModels(cards, snapshot),
    settings: DEFAULT_RUN_SETTINGS,
    inputMode: 'primary',
    sweep: NO_SWEEP,
    isSettingsOpen: false,
    isStarting: false,
    wasRefused: false,
    largeRun: null,
    runError: null,
    offeredPrompts: 0,
    offerPrompt: () => set({ offeredPrompts: get().offeredPrompts + 1 }),
    writePrompt: (prompt) => {
      walked = 0
      keep({ prompt, runError: null })
    },
    writeVariable: (name, text) => keep({ variables: { ...get().variables, [name]: text }, runError: null }),
    walkPrompts: (step) => {
      const prompts = recalled ?? promptHistory(get().nodes).map(escapePrompt)
      const to = walked + step
      if (to < 0 || to > prompts.length) return false
      if (walked === 0) unsent = get().prompt
      walked = to
      keep({ prompt: to === 0 ? unsent : prompts[to - 1]! })
      return true
    },
    recallPrompts: async (signal) => {
      recalled = (await history.readPrompts(signal, get().project.id)).map(escapePrompt)
    },
    chooseModel: (modelId, isChosen) => {
      const others = get().modelIds.filter((id) => id !== modelId)
      keep({ modelIds: isChosen ? [...others, modelId] : others, runError: null })
    },
    replaceModel: (modelId, by) => {
      get().chooseModel(modelId, false)
      get().chooseModel(by, true)
    },
    changeSettings: (change) => keep({ settings: { ...get().settings, ...change }, runError: null }),
    changeAdvanced: (modelId, key, value) => {
      const { settings } = get()
      const ofModel = { ...settings.advanced[modelId], [key]: value }
      keep({ settings: { ...settings, advanced: { ...settings.advanced, [modelId]: ofModel } } })
    },
    chooseInputMode: (inputMode) => keep({ inputMode }),
    writeSweep: (axis, text) => keep({ sweep: { ...get().sweep, [axis]: text }, runError: null }),
    toggleSettings: () => set({ isSettingsOpen: !get().isSettingsOpen }),
    replaceDraft: (draft) => {
      walked = 0
      keep({ ...draft, runError: null })
    },
    run: async () => {
      if (get().isStarting) return undefined
      const written = writtenOf(get())
      if (get().items.some(isOnItsWay) || get().search) {
        set({ isStarting: true })
        const came = await Promise.all([get().whenUploaded(), get().whenSelected()])
        set({ isStarting: false })
        // Without what it waited for, another photo would be edited, or all of this one, and paid for.
        if (came.includes(false)) return undefined
      }
      // As it stood when Run was pressed: what is typed while it waits is for the next run.
      const asked = { ...get(), ...written }
      const [problem] = problemsOf(asked)
      if (problem) {
        set({ wasRefused: true })
        return problem
      }
      const draft = draftOf(asked)
      if (countEdits(draft, chosenCards(asked)) > ASK_ABOVE_EDITS) set({ largeRun: draft })
      else await start(draft)
      return undefined
    },
    answerLargeRun: async (isMeant) => {
      const { largeRun } = get()
      set({ largeRun: null })
      if (isMeant && largeRun) await start(largeRun)
    },
    restoreDraft: async () => {
      const kept = drafts.read(draftKey)
      if (!kept) return
      const { prompt } = get()
      const { parseDraft } = await import('@/lib/studio/composer/draft')
      const draft = parseDraft(kept)
      // Whoever types already has begun anew.
      if (!draft || get().prompt !== prompt) return
      // A model that was withdrawn meanwhile has no checkbox to take it out of the draft.
      const known = draft.modelIds.filter((id) => cards.some((card) => card.id === id))
      set({ ...draft, modelIds: known.length > 0 ? known : get().modelIds })
    },
  }
}

/** On a first visit: the first model that can run here, which is the local engine. */
function defaultModels(cards: readonly ModelCard[], { availability }: StudioParts['snapshot']): string[] {
  const first = cards.find((card) => availability[card.id]?.state === 'ready') ?? cards[0]
  return first ? [first.id] : []
}
