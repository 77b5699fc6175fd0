import { controlProblem, parseSize, sizeProblem } from '@/lib/edits/model-settings'
import { listEmpty, longestPrompt } from '@/lib/edits/prompt-variables'
import { countEdits, MAX_RUN_EDITS, type RunShape } from '@/lib/edits/run-size'
import { type ErrorCode, messageOf } from '@/lib/errors'
import type { Availabilities } from '@/lib/models/availability'
import { reasonOf } from '@/lib/models/availability-reason'
import type { ModelCard } from '@/lib/models/card'

/** The control beside which a problem is said. */
export type RunField =
  | 'prompt'
  | 'variables'
  | 'inputs'
  | 'models'
  | 'guidance'
  | 'seed'
  | 'size'
  | 'results'
  | 'advanced'

export type RunProblem = { code: ErrorCode; message: string; field: RunField; modelId?: string }

/**
 * What keeps a run from starting, in the order in which the user meets it on the screen; empty when it may start.
 * The same code runs in the browser before Run and on the server after it.
 */
export function checkRun(
  request: RunShape,
  cards: readonly ModelCard[],
  availability: Availabilities,
): RunProblem[] {
  if (cards.length === 0) return [problem('model_missing', 'models')]
  return [
    ...(request.prompt.trim() ? [] : [problem('prompt_missing', 'prompt')]),
    ...emptyVariables(request),
    ...(countEdits(request, cards) > MAX_RUN_EDITS ? [problem('too_many_edits', 'models')] : []),
    ...cards.flatMap((card) => checkModel(request, card, reasonOf(availability[card.id]))),
  ]
}

function emptyVariables({ prompt, variables }: RunShape): RunProblem[] {
  const [name] = listEmpty(prompt, variables)
  if (name === undefined) return []
  return [problem('variable_missing', 'variables', `Give {${name}} a value, or write \\{ for a brace.`)]
}

function checkModel(request: RunShape, card: ModelCard, unavailable: string | undefined): RunProblem[] {
  const found: RunProblem[] = []
  const add = (code: ErrorCode, field: RunField, message?: string) =>
    found.push({ ...problem(code, field, message), modelId: card.id })
  if (unavailable) add('model_unavailable', 'models', `${card.name}: ${unavailable}`)
  if (longestPrompt(request.prompt, request.variables).length > card.promptMaxLength)
    add('prompt_too_long', 'prompt', `${card.name} takes at most ${card.promptMaxLength} characters.`)
  if (request.inputs.length < card.inputs.min)
    add(
      'input_missing',
      'inputs',
      card.inputs.min === 1 ? undefined : `${card.name} needs ${card.inputs.min} photos.`,
    )
  for (const { field, text } of settingProblems(request, card))
    add('setting_out_of_range', field, `${card.name}: ${text}`)
  return found
}

function settingProblems(
  { settings, sweep }: RunShape,
  card: ModelCard,
): { field: RunField; text: string }[] {
  const { guidance, seed, results, size } = card.settings
  const checks: [RunField, string | undefined][] = [
    ...(sweep.guidance ?? [settings.guidance]).map((value): [RunField, string | undefined] => [
      'guidance',
      guidance && controlProblem(guidance, value),
    ]),
    ...(sweep.seed ?? (settings.seed === null ? [] : [settings.seed])).map(
      (value): [RunField, string | undefined] => ['seed', seed && controlProblem(seed, value)],
    ),
    // A named size of another model is no problem: this one falls back to its own default.
    ['size', size?.exact && parseSize(settings.size) ? sizeProblem(size, settings.size) : undefined],
    ['results', results && controlProblem(results, settings.results)],
    ...card.advanced.map(({ key, label, control }): [RunField, string | undefined] => {
      const value = settings.advanced[card.id]?.[key]
      const said = value === undefined ? undefined : controlProblem(control, value)
      return ['advanced', said && `${label}: ${said}`]
    }),
  ]
  return checks.flatMap(([field, text]) => (text ? [{ field, text: `${label(field)}${text}` }] : []))
}

const label = (field: RunField): string =>
  field === 'advanced' ? '' : `${field[0]?.toUpperCase()}${field.slice(1)}: `

function problem(code: ErrorCode, field: RunField, message = messageOf(code)): RunProblem {
  return { code, message, field }
}
