import type { ModelCard } from '@/lib/models/card'

/** The values under "Advanced" for one model, by control key. */
export type AdvancedValues = Record<string, string | number | boolean>

/** True when the control with this role exists and is on. */
export function hasRole(
  card: ModelCard,
  role: 'image_list' | 'mask',
  advanced: AdvancedValues = {},
): boolean {
  const found = card.advanced.find((control) => control.role === role)
  return found !== undefined && advanced[found.key] === true
}

/** How many images one edit of a model takes with these values under "Advanced". */
export function maxInputsOf(card: ModelCard, advanced?: AdvancedValues): number {
  return hasRole(card, 'image_list', advanced) ? (card.inputs.listMax ?? card.inputs.max) : card.inputs.max
}

/** What one picture may be when `count` of them share a request. */
export function inputLimitsOf(card: ModelCard, count: number): ModelCard['inputs'] {
  const { maxBytes, maxTotalBytes = Number.POSITIVE_INFINITY } = card.inputs
  return { ...card.inputs, maxBytes: Math.min(maxBytes, Math.floor(maxTotalBytes / Math.max(count, 1))) }
}
