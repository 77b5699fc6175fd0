'use client'

import { Control } from '@/components/composer/control'
import { SizeField } from '@/components/composer/size-field'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useRefused } from '@/components/ui/use-field-problem'
import type { ModelCard } from '@/lib/models/card'
import { commonSizes, describeUsers } from '@/lib/studio/composer/common-settings'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** A named size of the models, or exact sides where one of them takes those. */
export function SizeControl({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const size = useStudio((state) => state.settings.size)
  const refused = useRefused('size')
  const options = commonSizes(cards)
  if (options.length === 0) return null
  return (
    <Control label="Size" field="size" note={describeUsers(cards, 'size')}>
      <SizeField
        id={fieldId('size')}
        label="Size"
        refused={refused}
        value={size}
        options={options}
        takesExact={cards.some((card) => card.settings.size?.exact)}
        onValue={(value) => store.getState().changeSettings({ size: value })}
      />
    </Control>
  )
}
