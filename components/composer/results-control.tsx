'use client'

import { Control } from '@/components/composer/control'
import { NumberField } from '@/components/ui/number-field'
import { Select } from '@/components/ui/select'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useRefused } from '@/components/ui/use-field-problem'
import type { ModelCard } from '@/lib/models/card'
import { commonFormats, commonRange, describeUsers } from '@/lib/studio/composer/common-settings'
import { usersOf } from '@/lib/studio/composer/setting-users'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** How many pictures each model makes, and in which format where a model lets choose. */
export function ResultsControl({ cards }: { cards: readonly ModelCard[] }) {
  const store = useStudioStore()
  const results = useStudio((state) => state.settings.results)
  const format = useStudio((state) => state.settings.format)
  const refused = useRefused('results')
  const users = usersOf(cards, 'results')
  const { min, max } = commonRange(users.map((card) => card.settings.results ?? {}))
  const formats = commonFormats(cards)
  return (
    <Control label="Results per model" field="results" note={describeUsers(cards, 'results')}>
      <NumberField
        id={fieldId('results')}
        {...refused}
        aria-label="Results per model"
        hasSteps
        value={results}
        min={users.length > 0 ? min : 1}
        max={users.length > 0 ? max : 1}
        onValue={(value) => store.getState().changeSettings({ results: value })}
      />
      {formats.length > 0 && (
        <div className="flex min-h-6 items-center justify-between text-ink-3 text-meta">
          <span aria-hidden="true">Format</span>
          <Select
            isBare
            aria-label="Output format"
            value={format ?? formats[0]?.value}
            options={formats}
            onValue={(value) => store.getState().changeSettings({ format: value })}
          />
        </div>
      )}
    </Control>
  )
}
