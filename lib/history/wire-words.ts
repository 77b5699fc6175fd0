import type { RecipeView } from '@/lib/edits/recipe'
import { formatShare } from '@/lib/fidelity/share'
import { nameAdvanced, showAdvanced, showChosen } from '@/lib/history/setting-words'
import type { ModelCard } from '@/lib/models/card'

type Content = NonNullable<RecipeView['sent']>
type Value = Content[string]
export type WireFact = { name: string; value: string }

/** What the controls that several models have are called on the screen, in its order. */
const COMMON = {
  image: 'Photo',
  guidance: 'Guidance',
  seed: 'Seed',
  size: 'Size',
  watermark: 'Watermark',
  results: 'Results',
  format: 'Format',
} as const satisfies Record<keyof NonNullable<ModelCard['wire']>['fields'], string>

/** Fields of our own making, of what runs on this machine. */
const OWN: Record<string, string> = {
  did: 'Understood',
  fidelity: 'Version',
  keptShare: 'Kept exactly',
  keptHash: 'Hash of what is kept',
}

const OWN_FIELDS = Object.fromEntries(Object.keys(COMMON).map((control) => [control, control]))

const ORDER = ['Model', 'Prompt', ...Object.values(COMMON)]

/**
 * What was sent or answered, in the words of the screen: each field that the card knows under the name of its control,
 * each other under its own, spelt out. What lies deeper stands in the JSON alone.
 */
export function listWireFacts(card: ModelCard | undefined, content: Content): WireFact[] {
  const isAnswer = typeof content.status === 'number'
  const fields = isContent(content.body) ? content.body : content
  const facts = Object.entries(fields).flatMap(([field, value]) => {
    const shown = showValue(card, field, value)
    return shown === undefined ? [] : [{ name: nameField(card, field), value: shown }]
  })
  facts.sort((one, other) => placeOf(one) - placeOf(other))
  return isAnswer ? [{ name: 'HTTP status', value: String(content.status) }, ...facts] : facts
}

/** The rest stands behind, as it came. */
function placeOf({ name }: WireFact): number {
  const place = ORDER.indexOf(name)
  return place < 0 ? ORDER.length : place
}

function nameField(card: ModelCard | undefined, field: string): string {
  const common = findCommon(card, field)
  if (common) return COMMON[common]
  return card?.wire ? nameAdvanced(card, field) : (OWN[field] ?? nameAdvanced(card, field))
}

/** The control behind a field; what runs on this machine has fields of the same names. */
function findCommon(card: ModelCard | undefined, field: string): keyof typeof COMMON | undefined {
  const named = (card?.wire?.fields ?? OWN_FIELDS) as Partial<Record<keyof typeof COMMON, string>>
  const controls = Object.keys(COMMON) as (keyof typeof COMMON)[]
  return controls.find((control) => named[control] === field)
}

/** Undefined for what says nothing on one line. */
function showValue(card: ModelCard | undefined, field: string, value: Value): string | undefined {
  if (Array.isArray(value)) {
    const entries = value.map((entry) => showValue(card, field, entry))
    return entries.length > 0 && entries.every((entry) => entry !== undefined)
      ? entries.join(', ')
      : undefined
  }
  if (value === null || value === '') return undefined
  if (field === 'model' && value === card?.remoteId) return card.name
  if (field === 'keptShare' && typeof value === 'number') return formatShare(value)
  if (typeof value === 'object') return showExactSize(value)
  if (typeof value === 'string' && PICTURE.test(value)) return showHash(value.slice(-64))
  const common = findCommon(card, field)
  if (common && common !== 'image') return showChosen(card?.settings[common], value)
  return showAdvanced(card, field, value)
}

function showExactSize({ width, height, ...others }: Content): string | undefined {
  const isSize = typeof width === 'number' && typeof height === 'number' && Object.keys(others).length === 0
  return isSize ? `${width} × ${height}` : undefined
}

/** A picture stands in a record as the hash of its bytes. */
const PICTURE = /^(data:[\w/]+;sha256,)?[\da-f]{64}$/

/** The start and the end of a picture's hash. */
export const showHash = (hash: string): string => `${hash.slice(0, 8)}…${hash.slice(-4)}`

const isContent = (value: Value | undefined): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
