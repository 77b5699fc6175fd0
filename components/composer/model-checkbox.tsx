'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Ban, KeyRound } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { reasonOf } from '@/lib/models/availability-reason'
import type { ModelCard } from '@/lib/models/card'

/** Takes a model into the next run; `hasIcon` where only a sign tells that it cannot run, `price` where there is room. */
export function ModelCheckbox({
  card,
  hasIcon = false,
  price,
}: {
  card: ModelCard
  hasIcon?: boolean
  /** Of one result. */
  price?: string
}) {
  const store = useStudioStore()
  const availability = useStudio((state) => state.availability[card.id])
  const isChosen = useStudio((state) => state.modelIds.includes(card.id))
  const name = useStudio((state) => nameOf(card, state.cards))
  const reason = reasonOf(availability)
  const Icon = availability?.state === 'no_key' ? KeyRound : Ban
  return (
    <Checkbox
      label={card.name}
      isChecked={isChosen}
      // One that was chosen before it became unavailable can still be taken out.
      reason={isChosen ? undefined : reason}
      description={price && `A result: ${price}`}
      onChange={(isChecked) => store.getState().chooseModel(card.id, isChecked)}
    >
      {name}
      {price && <span className="font-normal text-ink-3 text-meta">{price}</span>}
      {hasIcon && reason && <Icon aria-hidden="true" className="size-3" />}
    </Checkbox>
  )
}

/** The short name, unless another model shares it. */
function nameOf(card: ModelCard, cards: readonly ModelCard[]): string {
  const isAlone = cards.every((other) => other === card || other.shortName !== card.shortName)
  return isAlone ? card.shortName : card.name
}
