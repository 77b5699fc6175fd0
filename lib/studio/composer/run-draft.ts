import { checkRun, type RunProblem } from '@/lib/edits/check-run'
import { listVariables, readValues } from '@/lib/edits/prompt-variables'
import type { RunRequestDraft } from '@/lib/edits/run-request'
import type { RunSettings } from '@/lib/edits/settings'
import type { ModelCard } from '@/lib/models/card'
import { type SweepTexts, sweepProblems, valuesOf } from '@/lib/studio/composer/sweep-texts'
import { readyInputs } from '@/lib/studio/inputs/input-list'
import type { InputsSlice } from '@/lib/studio/inputs/inputs-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import { chosenSelection, type SelectionSlice } from '@/lib/studio/selection/selecting'

/** What is written and set in the composer. */
export type Written = {
  prompt: string
  /** What was typed for the variables of the prompt, by name; names that it does not hold are kept for later. */
  variables: Readonly<Record<string, string>>
  modelIds: readonly string[]
  settings: RunSettings
  inputMode: 'primary' | 'each'
  sweep: SweepTexts
}

/** What the user asks for, without the project and the key. */
export type RunDraft = Omit<RunRequestDraft, 'projectId' | 'clientKey'> & {
  settings: RunSettings
  inputMode: 'primary' | 'each'
  sweep: { guidance?: number[]; seed?: number[] }
}

/** The cards of the chosen models, in the order of the catalogue. */
export function chosenCards(state: Pick<ProjectSlice, 'cards'> & Pick<Written, 'modelIds'>): ModelCard[] {
  return state.cards.filter((card) => state.modelIds.includes(card.id))
}

/** All of the studio that a run is made of. */
export type RunParts = Written &
  Pick<InputsSlice, 'items'> &
  Pick<SelectionSlice, 'selection' | 'isSelectionAlone'>

export const writtenOf = (state: Written): Written => {
  const { prompt, variables, modelIds, settings, inputMode, sweep } = state
  return { prompt, variables, modelIds, settings, inputMode, sweep }
}

export const runPartsOf = (state: RunParts): RunParts => {
  const { items, selection, isSelectionAlone } = state
  return { ...writtenOf(state), items, selection, isSelectionAlone }
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
function valuesIn(prompt: string, texts: Written['variables']): Record<string, string[]> | undefined {
  const given = listVariables(prompt).map((name): [string, string[]] => [name, readValues(texts[name] ?? '')])
  const filled = given.filter(([, values]) => values.length > 0)
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

/** What keeps the run from starting, in the order of the screen. */
export function problemsOf(state: RunParts & Pick<ProjectSlice, 'cards' | 'availability'>) {
  const cards = chosenCards(state)
  return [
    ...brokenUploads(state.items),
    ...checkRun(draftOf(state), cards, state.availability),
    ...sweepProblems(state.sweep, cards),
  ]
}

/** A photo that did not arrive must not be left out unseen: the next one would be edited in its place, and paid for. */
function brokenUploads(items: InputsSlice['items']): RunProblem[] {
  return items
    .filter((item) => item.state === 'lost')
    .map(({ name }) => ({
      code: 'input_missing',
      field: 'inputs',
      message: `${name} did not arrive. Retry it or remove it.`,
    }))
}
