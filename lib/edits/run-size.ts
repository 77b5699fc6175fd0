import { countPrompts } from '@/lib/edits/prompt-variables'
import type { RunInput, RunRequest } from '@/lib/edits/run-request'
import { MAX_AXIS_VALUES, type SweepAxis } from '@/lib/edits/sweep'
import { MAX_INPUTS } from '@/lib/images/limits'
import type { ModelCard } from '@/lib/models/card'
import { maxInputsOf } from '@/lib/models/input-limits'

/** The most edits of one run: a whole axis of values on each of as many photos as there may be. */
export const MAX_RUN_EDITS = MAX_AXIS_VALUES * MAX_INPUTS

/** What a run multiplies. */
export type RunShape = Pick<
  RunRequest,
  'prompt' | 'variables' | 'inputs' | 'settings' | 'inputMode' | 'sweep'
>

/** How many edits a run makes, multiplied and not listed: what is typed may multiply to more than can be listed. */
export function countEdits(request: RunShape, cards: readonly ModelCard[]): number {
  const prompts = countPrompts(request.prompt, request.variables)
  const valuesOn = (card: ModelCard, axis: SweepAxis) => sweptOn(request, card, axis)?.length ?? 1
  return cards
    .map(
      (card) =>
        prompts *
        inputGroups(request, card).length *
        valuesOn(card, 'guidance') *
        valuesOn(card, 'seed') *
        resultsOf(request, card),
    )
    .reduce((sum, count) => sum + count, 0)
}

/** How many images one edit of a model uses, as lists: all that it takes, or one list for each input. */
export function inputGroups({ inputs, inputMode, settings }: RunShape, card: ModelCard): RunInput[][] {
  const max = maxInputsOf(card, settings.advanced[card.id])
  if (max === 0) return [[]]
  if (inputs.length <= max) return [inputs]
  return inputMode === 'each' ? inputs.map((input) => [input]) : [inputs.slice(0, max)]
}

/** The values of an axis that is swept and that the model has a control for. */
export const sweptOn = ({ sweep }: RunShape, card: ModelCard, axis: SweepAxis): number[] | undefined =>
  card.settings[axis] && sweep[axis]?.length ? sweep[axis] : undefined

/** How many results are asked of a model for the same words, input and settings. */
export function resultsOf({ settings }: RunShape, card: ModelCard): number {
  const control = card.settings.results
  return control ? Math.min(Math.max(settings.results, control.min), control.max) : 1
}
