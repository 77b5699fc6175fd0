import { checkRun, type RunProblem } from '@/lib/edits/check-run'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { escapePrompt, listVariables, readValues } from '@/lib/edits/prompt-variables'
import type { RunRequestDraft } from '@/lib/edits/run-request'
import type { RunSettings } from '@/lib/edits/settings'
import type { SweepAxis } from '@/lib/edits/sweep'
import type { ErrorReport } from '@/lib/errors'
import type { ModelCard } from '@/lib/models/card'
import type { Draft } from '@/lib/studio/draft'
import { isOnItsWay, readyInputs } from '@/lib/studio/input-list'
import type { InputsSlice } from '@/lib/studio/inputs-slice'
import { createIntents } from '@/lib/studio/intents'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import { promptHistory } from '@/lib/studio/prompt-history'
import { chosenSelection, type SelectionSlice } from '@/lib/studio/selecting'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { NO_SWEEP, type SweepTexts, sweepProblems, valuesOf } from '@/lib/studio/sweep-texts'
import { unreached } from '@/lib/studio/unreached'

/** What the user asks for, without the project and the key. */
export type RunDraft = Omit<RunRequestDraft, 'projectId' | 'clientKey'> & {
  settings: RunSettings
  inputMode: 'primary' | 'each'
  sweep: { guidance?: number[]; seed?: number[] }
}

export type ComposerSlice = {
  prompt: string
  /** What was typed for the variables of the prompt, by name; names that it does not hold are kept for later. */
  variables: Readonly<Record<string, string>>
  modelIds: readonly string[]
  settings: RunSettings
  inputMode: 'primary' | 'each'
  sweep: SweepTexts
  isSettingsOpen: boolean
  isStarting: boolean
  /** True from a press of Run that could not start until it can: then what is missing is said beside its control. */
  wasRefused: boolean
  /** What the server said to the last run. */
  runError: ErrorReport | null
  writePrompt: (prompt: string) => void
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
  replaceDraft: (draft: Draft) => void
  /** Starts the run, as soon as its photos are on the server, and answers with the first problem when it cannot. */
  run: () => Promise<RunProblem | undefined>
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

/** The cards of the chosen models, in the order of the catalogue. */
export function chosenCards(state: Pick<Needs, 'cards' | 'modelIds'>): ModelCard[] {
  return state.cards.filter((card) => state.modelIds.includes(card.id))
}

/** All of the studio that a run is made of. */
export type RunParts = Pick<Needs, 'prompt' | 'variables' | 'modelIds' | 'settings' | 'inputMode' | 'sweep'> &
  Pick<Needs, 'items' | 'selection' | 'isSelectionAlone'>

export const runPartsOf = (state: RunParts): RunParts => {
  const { prompt, variables, modelIds, settings, inputMode, sweep, items, selection, isSelectionAlone } =
    state
  return { prompt, variables, modelIds, settings, inputMode, sweep, items, selection, isSelectionAlone }
}

/** The run as it stands in the composer. */
export function draftOf(state: RunParts): RunDraft {
  const { prompt, modelIds, settings, inputMode, sweep, items } = state
  const inputs = readyInputs(items).map(({ imageId, editId, name }) => ({ imageId, editId, name }))
  const selection = chosenSelection(state)
  const variables = valuesIn(prompt, state.variables)
  const draft = { prompt, modelIds: [...modelIds], settings, inputMode, inputs, sweep: valuesOf(sweep) }
  return { ...draft, ...(selection && { selection }), ...(variables && { variables }) }
}

/** The values of the variables that the prompt holds; undefined when it holds none. */
function valuesIn(prompt: string, texts: ComposerSlice['variables']): Record<string, string[]> | undefined {
  const given = listVariables(prompt).map((name): [string, string[]] => [name, readValues(texts[name] ?? '')])
  const filled = given.filter(([, values]) => values.length > 0)
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

/** What keeps the run from starting, in the order of the screen. */
export function problemsOf(state: RunParts & Pick<Needs, 'cards' | 'availability'>) {
  const cards = chosenCards(state)
  return [
    ...brokenUploads(state.items),
    ...checkRun(draftOf(state), cards, state.availability),
    ...sweepProblems(state.sweep, cards),
  ]
}

/** A photo that did not arrive must not be left out unseen: the next one would be edited in its place, and paid for. */
function brokenUploads(items: Needs['items']): RunProblem[] {
  return items
    .filter((item) => item.state === 'lost')
    .map(({ name }) => ({
      code: 'input_missing',
      field: 'inputs',
      message: `${name} did not arrive. Retry it or remove it.`,
    }))
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
    const { prompt, variables, modelIds, settings, inputMode, sweep } = get()
    drafts.write(draftKey, JSON.stringify({ prompt, variables, modelIds, settings, inputMode, sweep }))
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
    runError: null,
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
      const { prompt, variables, modelIds, settings, inputMode, sweep } = get()
      if (get().items.some(isOnItsWay) || get().search) {
        set({ isStarting: true })
        const came = await Promise.all([get().whenUploaded(), get().whenSelected()])
        set({ isStarting: false })
        // Without what it waited for, another photo would be edited, or all of this one, and paid for.
        if (came.includes(false)) return undefined
      }
      // As it stood when Run was pressed: what is typed while it waits is for the next run.
      const asked = { ...get(), prompt, variables, modelIds, settings, inputMode, sweep }
      const [problem] = problemsOf(asked)
      if (problem) {
        set({ wasRefused: true })
        return problem
      }
      await start(draftOf(asked))
      return undefined
    },
    restoreDraft: async () => {
      const kept = drafts.read(draftKey)
      if (!kept) return
      const { prompt } = get()
      const { parseDraft } = await import('@/lib/studio/draft')
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
