import type { Control, ModelCard } from '@/lib/models/card'
import { composedCard } from '@/lib/models/cards/composed-card'

type Value = string | number | boolean

/** The controls that only one model has; what puts results together here is never chosen, and has no card on the screen. */
const controlsOf = (card: ModelCard | undefined): ModelCard['advanced'] =>
  card?.advanced ?? composedCard.advanced

/** What a control that only one model has is called on the screen; by its key for a model that is no longer known. */
export const nameAdvanced = (card: ModelCard | undefined, key: string): string =>
  controlsOf(card).find((control) => control.key === key)?.label ?? toWords(key)

export const showAdvanced = (card: ModelCard | undefined, key: string, value: Value): string =>
  showChosen(controlsOf(card).find((control) => control.key === key)?.control, value)

/** A value as its control calls it, where that offers it by a name of its own. */
export function showChosen(control: Control | undefined, value: Value): string {
  const options = control && 'options' in control ? control.options : []
  return options.find((option) => option.value === value)?.label ?? showSetting(value)
}

/** A value of a setting as people read it. */
export function showSetting(value: Value): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return typeof value === 'string' ? value.replace(/^(\d+)x(\d+)$/, '$1 × $2') : String(value)
}

/** `negative_prompt` and `negativePrompt` as "Negative prompt". */
export function toWords(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
