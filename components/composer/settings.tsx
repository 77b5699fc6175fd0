'use client'

import { Advanced } from '@/components/composer/advanced'
import { Control } from '@/components/composer/control'
import { ResultsControl } from '@/components/composer/results-control'
import { SeedControl } from '@/components/composer/seed-control'
import { SizeControl } from '@/components/composer/size-control'
import { WatermarkSwitch } from '@/components/composer/watermark-switch'
import { WhatIsSent } from '@/components/composer/what-is-sent'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { commonRange, describeUsers, usersOf } from '@/lib/studio/common-settings'
import { fieldId } from '@/lib/studio/field-focus'

/** The settings that the chosen models have, drawn from their cards. */
export default function Settings() {
  const store = useStudioStore()
  const modelIds = useStudio((state) => state.modelIds)
  const allCards = useStudio((state) => state.cards)
  const guidance = useStudio((state) => state.settings.guidance)
  const cards = allCards.filter((card) => modelIds.includes(card.id))
  const guided = usersOf(cards, 'guidance')
  if (cards.length === 0) return <p className="px-1.5 py-2 text-ink-3">Choose a model to see its settings.</p>
  return (
    <div className="mb-1 grid max-h-[50dvh] grid-cols-[1.4fr_1.2fr_1.2fr_1fr] gap-x-6 gap-y-3 overflow-y-auto border-line border-b px-1.5 pt-1 pb-3 @max-[640px]/stage:grid-cols-2 max-sm:grid-cols-1">
      {guided.length > 0 && (
        <div id={fieldId('guidance')} tabIndex={-1}>
          <Control label="Guidance" field="guidance" note={describeUsers(cards, 'guidance')}>
            <Slider
              label="Guidance"
              hasField
              value={guidance}
              {...commonRange(guided.map((card) => card.settings.guidance ?? {}))}
              onValue={(value) => store.getState().changeSettings({ guidance: value })}
            />
          </Control>
        </div>
      )}
      <SeedControl cards={cards} />
      <div className="flex min-w-0 flex-col gap-1">
        <SizeControl cards={cards} />
        <WatermarkSwitch cards={cards} />
      </div>
      <ResultsControl cards={cards} />
      <Advanced cards={cards} />
      <WhatIsSent cards={cards} />
    </div>
  )
}
