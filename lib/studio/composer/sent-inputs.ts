import { type PlannedEdit, planEdits } from '@/lib/edits/run-plan'
import type { InputView } from '@/lib/edits/view'
import { describePreparation, type PreparableImage } from '@/lib/images/copies/preparation'
import type { Box } from '@/lib/images/raster'
import { surround } from '@/lib/images/region'
import type { ModelCard } from '@/lib/models/card'
import { inputLimitsOf } from '@/lib/models/input-limits'
import type { RunDraft } from '@/lib/studio/composer/run-draft'
import { type InputItem, isReady } from '@/lib/studio/inputs/input-list'

/** What will be done to one input, for the models that get it in the same form. */
export type SentForm = {
  models: string[]
  words: string
  /** The part of it that is sent, where not the whole is. */
  within?: Box
}
export type SentInput = { key: string; input: InputView; forms: SentForm[] }

/**
 * What preparation will do to each input for the chosen models; an input without forms leaves this machine for none of
 * them.
 */
export function listSentInputs(
  draft: RunDraft,
  cards: readonly ModelCard[],
  items: readonly InputItem[],
): SentInput[] {
  // Neither words nor values change a photo, and what is typed of them may multiply without end.
  const planned = planEdits(
    { ...draft, variables: {}, sweep: {} },
    cards.filter((card) => card.provider !== 'local'),
  )
  return items.filter(isReady).map(({ key, input }) => {
    const forms = new Map<string, { models: Set<string>; within?: Box }>()
    for (const edit of planned) {
      if (!edit.inputs.some((used) => used.imageId === input.imageId)) continue
      const within = partSent(edit, input)
      const limits = inputLimitsOf(edit.card, edit.inputs.length)
      const words = describePreparation(toPreparable(input), limits, within)
      const form = forms.get(words) ?? { models: new Set<string>(), ...(within && { within }) }
      form.models.add(edit.card.shortName)
      forms.set(words, form)
    }
    const shown = [...forms].map(([words, { models, ...form }]) => ({ ...form, models: [...models], words }))
    return { key, input, forms: shown }
  })
}

/** With a selection alone the first input of an edit goes in part. */
function partSent({ card, inputs, selection }: PlannedEdit, { imageId, image }: InputView): Box | undefined {
  const isPart = selection?.isAlone && inputs[0]?.imageId === imageId
  return isPart ? surround(selection.box, image, card.inputs) : undefined
}

const toPreparable = ({ image }: InputView): PreparableImage => ({
  ...image,
  format: image.format as PreparableImage['format'],
})
