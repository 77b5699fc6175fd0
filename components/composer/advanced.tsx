'use client'

import { useState } from 'react'
import { AdvancedControl } from '@/components/composer/advanced-control'
import { Button } from '@/components/ui/button'
import { FieldProblem } from '@/components/ui/field-problem'
import { ChevronDown, ChevronRight } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { problemId, useFieldProblem } from '@/components/ui/use-field-problem'
import type { ModelCard } from '@/lib/models/card'
import { fieldId } from '@/lib/studio/field-focus'

/** What only one model has, under that model's name. */
export function Advanced({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const [isAsked, setAsked] = useState(false)
  const given = useStudio((state) => state.settings.advanced)
  const problem = useFieldProblem('advanced')
  const withMore = cards.filter((card) => card.advanced.length > 0)
  if (withMore.length === 0) return null
  // What is wrong must be in sight.
  const isOpen = isAsked || problem !== undefined
  return (
    <div className="col-span-full flex flex-col gap-2">
      <Button
        id={fieldId('advanced')}
        look="dim"
        size="small"
        className="-ml-2 self-start"
        aria-expanded={isOpen}
        aria-describedby={problem && problemId('advanced')}
        icon={isOpen ? <ChevronDown className="size-3" /> : <ChevronRight className="size-3" />}
        onClick={() => setAsked(!isOpen)}
      >
        Advanced
      </Button>
      <FieldProblem field="advanced" />
      {isOpen &&
        withMore.map((card) => (
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
