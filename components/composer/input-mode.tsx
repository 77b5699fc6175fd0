'use client'

import { useShallow } from 'zustand/react/shallow'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { describeNarrow, nameTogether, narrowModels } from '@/lib/studio/composer/narrow-models'
import { chosenCards } from '@/lib/studio/composer/run-draft'
import { readyInputs } from '@/lib/studio/inputs/input-list'

/** With more inputs than a chosen model takes, says so and asks: as many as it takes, or one edit for each. */
export default function InputMode() {
  const store = useStudioStore()
  const mode = useStudio((state) => state.inputMode)
  const count = useStudio((state) => readyInputs(state.items).length)
  const settings = useStudio((state) => state.settings)
  const cards = useStudio(useShallow(chosenCards))
  const narrow = narrowModels(cards, settings, count)
  if (narrow.length === 0) return null
  const sent = describeNarrow(cards, settings, count)
  return (
    <div className="flex shrink-0 flex-row-reverse items-center gap-x-3 gap-y-1 py-0.5 @max-[640px]/stage:w-full @max-[640px]/stage:flex-row">
      <SegmentedRadio
        label="Which inputs to edit"
        value={mode}
        segments={[
          { value: 'primary', label: nameTogether(narrow, settings), title: `From the first on: ${sent}` },
          { value: 'each', label: `Each of ${count}` },
        ]}
        onValue={(value) => store.getState().chooseInputMode(value)}
      />
      {mode === 'primary' && (
        <p className="min-w-0 max-w-56 text-pretty text-right text-ink-3 text-meta @max-[640px]/stage:text-left">
          {sent}
        </p>
      )}
    </div>
  )
}
