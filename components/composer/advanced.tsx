'use client'

import { AdvancedControl } from '@/components/composer/advanced-control'
import { FieldProblem } from '@/components/ui/field-problem'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { ModelCard } from '@/lib/models/card'

/** What only one model has, under that model's name. */
export function Advanced({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const given = useStudio((state) => state.settings.advanced)
  const withMore = cards.filter((card) => card.advanced.length > 0)
  if (withMore.length === 0) return null
  return (
    <div className="col-span-full flex flex-col gap-2 border-line border-t pt-2">
      <FieldProblem field="advanced" />
      {withMore.map((card) => (
        <fieldset key={card.id} aria-label={card.name} className="flex flex-col gap-2">
          <h3 className="text-label">{card.name}</h3>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-x-6 gap-y-2">
            {card.advanced.map((asked) => (
              <AdvancedControl
                key={asked.key}
                asked={asked}
                value={given[card.id]?.[asked.key]}
                onValue={(value) => store.getState().changeAdvanced(card.id, asked.key, value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  )
}
