'use client'

import { useMemo, useRef } from 'react'
import { ModelCheckbox } from '@/components/composer/model-checkbox'
import { WithdrawnTools } from '@/components/composer/withdrawn-tools'
import { useStudio } from '@/components/ui/studio-provider'
import { useEscape } from '@/components/ui/use-escape'
import { reasonOf } from '@/lib/models/availability-reason'
import { groupModels, isEnded } from '@/lib/models/model-groups'
import { showCost } from '@/lib/studio/facts'
import { MODELS_OPENER_ID } from '@/lib/studio/keys/field-focus'

/**
 * All models laid out: what can run, what needs a key, and last what is no longer supported, each with its reason. A
 * price that nobody knows is left out here: the line beside Run speaks of it.
 */
export default function ModelGroups({ onClose }: { onClose: () => void }) {
  const cards = useStudio((state) => state.cards)
  const panel = useRef<HTMLDivElement>(null)
  useEscape(panel, MODELS_OPENER_ID, onClose)
  const availability = useStudio((state) => state.availability)
  const groups = useMemo(() => groupModels(cards, availability), [cards, availability])
  return (
    <div ref={panel} className="flex min-w-0 flex-1 flex-col gap-1.5">
      {groups.map(({ heading, cards: group }) => (
        <div key={heading} className="flex flex-wrap items-center">
          {heading && <p className="w-full px-1.5 pt-1 text-ink-3 text-meta">{heading}</p>}
          {group.map((card) => {
            const told = availability[card.id]
            const price = card.priceUsd === undefined ? undefined : showCost(card.priceUsd)
            if (!isEnded(card, availability)) return <ModelCheckbox key={card.id} card={card} price={price} />
            return (
              <div key={card.id} className="flex w-full flex-wrap items-center gap-x-1">
                <ModelCheckbox card={card} hasIcon price={price} />
                <span className="mr-2 text-pretty text-ink-3 text-meta">
                  {reasonOf(told) ?? card.lifecycle.note}
                </span>
                {told?.state === 'withdrawn' && <WithdrawnTools card={card} />}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
