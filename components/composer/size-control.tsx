'use client'

import { useState } from 'react'
import { Control } from '@/components/composer/control'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { parseSize } from '@/lib/edits/model-settings'
import type { ModelCard } from '@/lib/models/card'
import { commonSizes, describeUsers } from '@/lib/studio/common-settings'
import { fieldId } from '@/lib/studio/field-focus'

const EXACT = 'exact'

/** A named size of the models, or exact sides where one of them takes those. */
export function SizeControl({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const size = useStudio((state) => state.settings.size)
  const [wantsExact, setWantsExact] = useState(false)
  const options = commonSizes(cards)
  const takesExact = cards.some((card) => card.settings.size?.exact)
  const isNamed = options.some((option) => option.value === size)
  const isExact = takesExact && (wantsExact || (!isNamed && parseSize(size) !== undefined))
  const { width, height } = parseSize(size) ?? { width: 1024, height: 1024 }
  const change = (value: string) => store.getState().changeSettings({ size: value })
  const choose = (value: string) => {
    setWantsExact(value === EXACT)
    change(value === EXACT ? `${width}x${height}` : value)
  }
  if (options.length === 0) return null
  return (
    <Control label="Size" field="size" note={describeUsers(cards, 'size')}>
      <Select
        id={fieldId('size')}
        aria-label="Size"
        value={isExact ? EXACT : isNamed ? size : options[0]?.value}
        options={[...options, ...(takesExact ? [{ value: EXACT, label: 'Exact size' }] : [])]}
        onValue={choose}
      />
      {isExact && (
        <div className="flex items-center gap-1.5 text-ink-3">
          <NumberField
            aria-label="Width in pixels"
            value={width}
            min={1}
            max={8192}
            onValue={(value) => change(`${value}x${height}`)}
            className="flex-1"
          />
          ×
          <NumberField
            aria-label="Height in pixels"
            value={height}
            min={1}
            max={8192}
            onValue={(value) => change(`${width}x${value}`)}
            className="flex-1"
          />
        </div>
      )}
    </Control>
  )
}
