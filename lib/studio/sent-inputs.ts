import { planEdits } from '@/lib/edits/run-plan'
import type { InputView } from '@/lib/edits/view'
import { describePreparation, type PreparableImage } from '@/lib/images/preparation'
import type { ModelCard } from '@/lib/models/card'
import { inputLimitsOf } from '@/lib/models/input-limits'
import type { RunDraft } from '@/lib/studio/composer-slice'
import { type InputItem, isReady } from '@/lib/studio/input-list'

/** What will be done to one input, for the models that get it in the same form. */
export type SentInput = { key: string; input: InputView; forms: { models: string[]; words: string }[] }

/**
 * What preparation will do to each input for the chosen models; an input without forms leaves this machine for none of
 * them.
 */
export function listSentInputs(
  draft: RunDraft,
  cards: readonly ModelCard[],
  items: readonly InputItem[],
): SentInput[] {
  const planned = planEdits(
    draft,
    cards.filter((card) => card.provider !== 'local'),
  )
  return items.filter(isReady).map(({ key, input }) => {
    const forms = new Map<string, Set<string>>()
    for (const edit of planned) {
      if (!edit.inputs.some((used) => used.imageId === input.imageId)) continue
      const words = describePreparation(toPreparable(input), inputLimitsOf(edit.card, edit.inputs.length))
      forms.set(words, (forms.get(words) ?? new Set()).add(edit.card.shortName))
    }
    return { key, input, forms: [...forms].map(([words, models]) => ({ models: [...models], words })) }
  })
}

const toPreparable = ({ image }: InputView): PreparableImage => ({
  ...image,
  format: image.format as PreparableImage['format'],
})
