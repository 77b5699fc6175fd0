import type { ModelCard } from '@/lib/models/card'
import { COMPOSITE, PARTS } from '@/lib/models/cards/composed'

/** What the screen says of who made a picture. */
export type ShownModel = Pick<ModelCard, 'id' | 'name' | 'shortName' | 'provider'>

export const COMPOSITE_MODEL_ID = COMPOSITE.id
export const PARTS_MODEL_ID = PARTS.id

/** Put together here from results, with a proof of what was kept. */
export const isComposed = (modelId: string): boolean =>
  modelId === COMPOSITE_MODEL_ID || modelId === PARTS_MODEL_ID

/** Of the models that can be chosen and of those that are never chosen; undefined for one of a foreign history. */
export const findShownModel = (
  cards: readonly ModelCard[],
  modelId: string | undefined,
): ShownModel | undefined =>
  [COMPOSITE, PARTS].find((card) => card.id === modelId) ?? cards.find((card) => card.id === modelId)
