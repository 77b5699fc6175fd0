import { controlProblem, parseSize } from '@/lib/edits/model-settings'
import { defaultOf } from '@/lib/edits/settings-for-model'
import { AppError } from '@/lib/errors'
import type { Control, ModelCard, Wire } from '@/lib/models/card'
import { hasRole, maxInputsOf } from '@/lib/models/input-limits'
import type { Json, PreparedInput, ProviderJob } from '@/lib/providers/contract'
import { nearestRatio, sizeLikeInput } from '@/lib/providers/size-like-input'

/** Everything that a request says, in the vendor's field names. Pictures stand for themselves until they are sent. */
export type RequestFields = {
  fields: { [name: string]: Json }
  /** Where the pictures go; absent for a model or a job without any. */
  pictures?: { field: string; list: boolean; inputs: PreparedInput[] }
  mask?: PreparedInput
}

/**
 * A job in the words of its card's `wire`: only fields that stand there or under the card's `advanced` come out.
 * @throws AppError `prompt_missing`, `prompt_too_long`, `input_missing`, `too_many_inputs`, `setting_out_of_range`
 */
export function toRequestFields(job: ProviderJob): RequestFields {
  const { card } = job
  checkPrompt(job)
  checkInputs(job)
  return {
    fields: {
      model: card.remoteId,
      prompt: job.prompt,
      ...commonFields(job, requireWire(card)),
      ...advancedFields(job),
    },
    ...pictureFields(job, requireWire(card)),
  }
}

/** @throws AppError `model_unavailable` for a card that describes no request. */
export function requireWire(card: ModelCard): Wire {
  if (!card.wire) throw new AppError('model_unavailable', `${card.name} is not run by a request.`)
  return card.wire
}

function checkPrompt({ card, prompt }: ProviderJob): void {
  if (!prompt.trim()) throw new AppError('prompt_missing')
  if (prompt.length > card.promptMaxLength)
    throw new AppError('prompt_too_long', `${card.name} takes at most ${card.promptMaxLength} characters.`)
}

function checkInputs({ card, inputs, settings }: ProviderJob): void {
  const max = maxInputsOf(card, settings.advanced)
  const min = hasRole(card, 'mask', settings.advanced) ? card.inputs.min + 1 : card.inputs.min
  if (inputs.length < min) throw new AppError('input_missing')
  if (inputs.length > max)
    throw new AppError(
      'too_many_inputs',
      `${card.name} takes at most ${max} ${max === 1 ? 'image' : 'images'}.`,
    )
}

/** Watermark and guidance are always sent: vendors differ in what they do when they are not. */
function commonFields({ card, inputs, settings, results }: ProviderJob, { fields, exactSize }: Wire) {
  const { guidance, seed, watermark, size, format, results: count } = card.settings
  const said: [string | undefined, Control | undefined, string | number | boolean | undefined][] = [
    [fields.guidance, guidance, settings.guidance ?? guidance?.default],
    [fields.seed, seed, settings.seed],
    [fields.watermark, watermark, settings.watermark ?? watermark?.default],
    [fields.results, count, results],
    [fields.format, format, settings.format ?? format?.default],
  ]
  if (!fields.results && results !== 1)
    throw new AppError('setting_out_of_range', `${card.name} makes one picture for each request.`)
  const found: { [name: string]: Json } = {}
  for (const [field, control, value] of said)
    if (field && control && value !== undefined) found[field] = checked(card, field, control, value)
  if (fields.size && size) {
    const value = checked(card, fields.size, size, settings.size ?? size.default)
    const sent = sizeValue(String(value), size, inputs[0], exactSize)
    if (sent !== undefined) found[fields.size] = sent
  }
  return found
}

function sizeValue(
  value: string,
  control: NonNullable<ModelCard['settings']['size']>,
  primary: PreparedInput | undefined,
  form: Wire['exactSize'],
): Json | undefined {
  if (value === 'auto' || (value === 'input' && !primary)) return undefined
  const like = value === 'input' ? primary : undefined
  if (like && !control.exact) return nearestRatio(like, control.options)
  const exact = like && control.exact ? sizeLikeInput(like, control.exact) : parseSize(value)
  if (exact) return form === 'object' ? exact : `${exact.width}x${exact.height}`
  return value
}

function advancedFields({ card, settings }: ProviderJob): { [name: string]: Json } {
  const found: { [name: string]: Json } = {}
  for (const { key, control, role } of card.advanced) {
    const isLocked = control.kind === 'switch' && control.locked
    const value = isLocked ? control.default : (settings.advanced[key] ?? defaultOf(control))
    if (role || value === undefined || value === '') continue
    found[key] = checked(card, key, control, value)
  }
  return found
}

function checked(card: ModelCard, field: string, control: Control, value: string | number | boolean) {
  const problem = controlProblem(control, value)
  if (problem) throw new AppError('setting_out_of_range', `${card.name}, ${field}: ${problem}`)
  return value
}

function pictureFields({ card, inputs, settings }: ProviderJob, wire: Wire): Partial<RequestFields> {
  const field = wire.fields.image
  if (!field || inputs.length === 0) return {}
  const mask = hasRole(card, 'mask', settings.advanced) ? inputs.at(-1) : undefined
  if (mask) checkMask(mask, inputs[0])
  const pictures = mask ? inputs.slice(0, -1) : inputs
  const list = wire.imageList || hasRole(card, 'image_list', settings.advanced) || pictures.length > 1
  return { pictures: { field, list, inputs: pictures }, ...(mask && { mask }) }
}

/** OpenAI's own limit for the mask of an image edit; the photos may be larger. */
const MASK_BELOW_BYTES = 4_000_000

function checkMask(mask: PreparedInput, primary: PreparedInput | undefined): void {
  const fits = primary && mask.width === primary.width && mask.height === primary.height
  if (mask.format !== 'png' || !fits)
    throw new AppError(
      'setting_out_of_range',
      'The mask must be a PNG of exactly the size of the first image.',
    )
  if (mask.bytes.length >= MASK_BELOW_BYTES)
    throw new AppError('setting_out_of_range', 'The mask must be a PNG of less than 4 MB.')
}
