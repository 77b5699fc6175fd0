import type { ModelCard } from '@/lib/models/card'
import { compositeCard } from '@/lib/models/cards/composite'

/** What the screen says of who made a picture. */
export type ShownModel = Pick<ModelCard, 'id' | 'name' | 'shortName' | 'provider'>

export const COMPOSITE_MODEL_ID = compositeCard.id

/** Of the models that can be chosen and of the composite, which is never chosen; undefined for one of a foreign history. */
export const findShownModel = (
  cards: readonly ModelCard[],
  modelId: string | undefined,
): ShownModel | undefined =>
  modelId === COMPOSITE_MODEL_ID ? compositeCard : cards.find((card) => card.id === modelId)
