import { listPrompts } from '@/lib/edits/prompt-list'
import type { RunInput, RunRequest } from '@/lib/edits/run-request'
import { inputGroups, type RunShape, resultsOf, sweptOn } from '@/lib/edits/run-size'
import type { ChosenSelection } from '@/lib/edits/selection'
import type { EditSettings, SweepCell } from '@/lib/edits/settings'
import { settingsFor } from '@/lib/edits/settings-for-model'
import type { ModelCard } from '@/lib/models/card'

/** One edit that a run will make. Edits with the same `batch` are served by one request to the provider. */
export type PlannedEdit = {
  card: ModelCard
  batch: number
  /** With the values of its variables. */
  prompt: string
  /** In the order of the card: the first is the primary. Empty for a model that takes no image. */
  inputs: RunInput[]
  /** Without a seed where the server has to draw one. */
  settings: EditSettings
  /** What was selected of its primary input. */
  selection?: ChosenSelection
  /** Its place in the sweep, when the run is one. */
  cell?: SweepCell
}

type Shape = RunShape & Pick<RunRequest, 'selection'>

/** The edits that a run makes, in the order in which the screen shows them: by model, input, words, sweep, result. */
export function planEdits(request: Shape, cards: readonly ModelCard[]): PlannedEdit[] {
  const prompts = listPrompts(request.prompt, request.variables)
  const asked = cards.flatMap((card) =>
    inputGroups(request, card).flatMap((inputs) =>
      prompts.flatMap((prompt) =>
        sweptSettings(request, card).map((settings) => ({ card, inputs, prompt, settings })),
      ),
    ),
  )
  let batch = 0
  return asked.flatMap(({ card, inputs, prompt, settings }) => {
    const results = resultsOf(request, card)
    const together = card.settings.results?.oneRequest === true
    const first = batch
    batch += together ? 1 : results
    return Array.from({ length: results }, (_, index) => ({
      card,
      batch: together ? first : first + index,
      prompt,
      inputs,
      settings: index > 0 && !together ? withNextSeed(card, settings, index) : settings,
      ...(isOf(request.selection, inputs) && { selection: request.selection }),
      ...(isSweep(request) && { cell: cellOf(request, settings) }),
    }))
  })
}

const isOf = (selection: ChosenSelection | undefined, [primary]: RunInput[]): boolean =>
  selection !== undefined && selection.imageId === primary?.imageId

/** The single settings, or one for each combination of the swept values that this model has a control for. */
function sweptSettings(request: Shape, card: ModelCard): EditSettings[] {
  const base = settingsFor(card, request.settings)
  const guidances = sweptOn(request, card, 'guidance') ?? [base.guidance]
  const seeds = sweptOn(request, card, 'seed') ?? [base.seed]
  return guidances.flatMap((guidance) => seeds.map((seed) => ({ ...base, guidance, seed })))
}

export const isSweep = ({ sweep }: Pick<RunRequest, 'sweep'>): boolean =>
  Boolean(sweep.guidance?.length || sweep.seed?.length)

function cellOf({ sweep }: Shape, { guidance, seed }: EditSettings): SweepCell {
  return {
    ...(sweep.guidance?.length && guidance !== undefined && { guidance }),
    ...(sweep.seed?.length && seed !== undefined && { seed }),
  }
}

/** Several results with one fixed seed would all be the same picture: each further one takes the next seed. */
function withNextSeed(card: ModelCard, settings: EditSettings, index: number): EditSettings {
  const control = card.settings.seed
  if (!control || settings.seed === undefined) return settings
  const span = control.max - control.min + 1
  return { ...settings, seed: control.min + ((settings.seed - control.min + index) % span) }
}

export type RunEstimate = {
  edits: number
  models: number
  images: number
  /** Sum of the known prices in US dollars. */
  knownUsd: number
  /** How many edits have no known price. */
  unknownPrices: number
  /** What is selected goes to vendors, or is changed here, alone. */
  alone?: 'sent' | 'changed'
  /** Short names of the models that take no photo: they draw a picture from the words alone. */
  photoless: string[]
}

export function estimateRun(planned: readonly PlannedEdit[]): RunEstimate {
  return {
    edits: planned.length,
    models: new Set(planned.map((edit) => edit.card.id)).size,
    images: new Set(planned.flatMap((edit) => edit.inputs.map((input) => input.imageId))).size,
    knownUsd: planned.reduce((sum, edit) => sum + (edit.card.priceUsd ?? 0), 0),
    unknownPrices: planned.filter((edit) => edit.card.priceUsd === undefined).length,
    alone: aloneIn(planned),
    photoless: [...new Set(planned.flatMap(({ card }) => (card.inputs.max === 0 ? card.shortName : [])))],
  }
}

function aloneIn(planned: readonly PlannedEdit[]): RunEstimate['alone'] {
  const alone = planned.filter(({ selection }) => selection?.isAlone)
  if (alone.length === 0) return undefined
  return alone.some(({ card }) => card.provider !== 'local') ? 'sent' : 'changed'
}

const ALONE = { sent: ', only the selection is sent', changed: ', only the selection changes' }

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** "$0.06", with as many digits as the amount needs. */
export function formatUsd(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 0.1 && usd * 100 !== Math.round(usd * 100) ? 4 : 2).replace(/(\.\d\d)0+$/, '$1')}`
}

/**
 * The two lines beside Run: what will be made, and what it will cost. Unknown is said, never counted as zero; where a
 * limit for the day is set, that it cannot count what is unknown is said too.
 */
export function describeRun(estimate: RunEstimate, dailyLimitUsd?: number): { made: string; cost: string } {
  const { edits, models, images, knownUsd, unknownPrices, alone, photoless } = estimate
  const variants = edits / (models * Math.max(images, 1))
  const factors = [
    counted(models, 'model'),
    counted(images, 'image'),
    ...(variants > 1 && Number.isInteger(variants) ? [`${variants} variants`] : []),
  ]
  const trip = `${factors.join(' × ')} → ${counted(edits, 'edit')}`
  const drawn = photoless.length > 0 ? `, ${photoless.join(' and ')} without a photo` : ''
  const made = `${trip}${drawn}${alone ? ALONE[alone] : ''}`
  if (unknownPrices === 0) return { made, cost: knownUsd === 0 ? 'free' : `about ${formatUsd(knownUsd)}` }
  const unlimited =
    dailyLimitUsd === undefined ? '' : `, outside the daily limit of ${formatUsd(dailyLimitUsd)}`
  const unknown = `${unknownPrices === edits ? 'price' : counted(unknownPrices, 'price')} unknown${unlimited}`
  return { made, cost: knownUsd > 0 ? `about ${formatUsd(knownUsd)}, ${unknown}` : unknown }
}
