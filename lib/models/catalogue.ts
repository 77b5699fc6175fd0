import { type ModelCard, modelCardSchema } from '@/lib/models/card'
import { aimlCards } from '@/lib/models/cards/aiml'
import { aimlFluxCards } from '@/lib/models/cards/aiml-flux'
import { aimlGptImageCards } from '@/lib/models/cards/aiml-gpt-image'
import { aimlSeedreamCards } from '@/lib/models/cards/aiml-seedream'
import { aimlSiblingCards } from '@/lib/models/cards/aiml-siblings'
import { compositeCard } from '@/lib/models/cards/composite'
import { localCards } from '@/lib/models/cards/local'
import { partsCard } from '@/lib/models/cards/parts'
import { pixazoCards } from '@/lib/models/cards/pixazo'

const isLegacy = ({ lifecycle }: ModelCard): boolean => lifecycle.status === 'legacy'

/** Every model of the product, in the order in which the screen lists them: what is on its way out comes last. */
export const MODELS: readonly ModelCard[] = [
  ...localCards,
  ...aimlCards,
  ...pixazoCards,
  ...aimlSeedreamCards,
  ...aimlSiblingCards,
  ...aimlFluxCards,
  ...aimlGptImageCards,
]
  .map((card) => modelCardSchema.parse(card))
  .toSorted((a, b) => Number(isLegacy(a)) - Number(isLegacy(b)))

/** Made of results, never chosen. */
const DERIVED = [compositeCard, partsCard].map((card) => modelCardSchema.parse(card))

const byId = new Map([...MODELS, ...DERIVED].map((card) => [card.id, card]))

/** The card of a model, or undefined for an id from an older or a foreign history. */
export function findModel(id: string): ModelCard | undefined {
  return byId.get(id)
}

/** Preselected on a first visit: works without a key. */
export const DEFAULT_MODEL_ID = 'local/engine'
