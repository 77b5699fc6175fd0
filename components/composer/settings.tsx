'use client'

import { useRef, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Advanced } from '@/components/composer/advanced'
import { AdvancedButton } from '@/components/composer/advanced-button'
import { GuidanceControl } from '@/components/composer/guidance-control'
import { ResultsControl } from '@/components/composer/results-control'
import { SeedControl } from '@/components/composer/seed-control'
import { SizeControl } from '@/components/composer/size-control'
import { WatermarkSwitch } from '@/components/composer/watermark-switch'
import { WhatIsSent } from '@/components/composer/what-is-sent'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useEscape } from '@/components/ui/use-escape'
import { useFieldProblem } from '@/components/ui/use-field-problem'
import { chosenCards } from '@/lib/studio/composer/run-draft'
import { SETTINGS_OPENER_ID } from '@/lib/studio/keys/field-focus'

/** The settings that the chosen models have, drawn from their cards. */
export default function Settings() {
  const store = useStudioStore()
  const panel = useRef<HTMLDivElement>(null)
  useEscape(panel, SETTINGS_OPENER_ID, store.getState().toggleSettings)
  const cards = useStudio(useShallow(chosenCards))
  const [isAsked, setAsked] = useState(false)
  // What is wrong must be in sight.
  const isAdvancedOpen = useFieldProblem('advanced') !== undefined || isAsked
  if (cards.length === 0) return <p className="px-1.5 py-2 text-ink-3">Choose a model to see its settings.</p>
  return (
    <div
      ref={panel}
      className="scroll-edges mb-1 grid max-h-[clamp(180px,100dvh-540px,50dvh)] grid-cols-[1.4fr_1.2fr_1.2fr_1fr] gap-x-6 gap-y-3 overflow-y-auto border-line border-b px-1.5 pt-1 pb-3 @max-[640px]/stage:grid-cols-2 max-sm:max-h-[clamp(160px,100dvh-570px,50dvh)]"
    >
      <GuidanceControl cards={cards} />
      <SeedControl cards={cards} />
      <div className="flex min-w-0 flex-col gap-1">
        <SizeControl cards={cards} />
        <WatermarkSwitch cards={cards} />
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <ResultsControl cards={cards} />
        <AdvancedButton cards={cards} isOpen={isAdvancedOpen} onPress={() => setAsked(!isAdvancedOpen)} />
      </div>
      {isAdvancedOpen && <Advanced cards={cards} />}
      <WhatIsSent cards={cards} />
    </div>
  )
}
