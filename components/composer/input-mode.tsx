'use client'

import { useShallow } from 'zustand/shallow'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { chosenCards } from '@/lib/studio/composer-slice'
import { readyInputs } from '@/lib/studio/input-list'

/** With more inputs than a chosen model takes: the primary alone, or one edit for each. */
export function InputMode() {
  const store = useStudioStore()
  const mode = useStudio((state) => state.inputMode)
  const count = useStudio((state) => readyInputs(state.items).length)
  const narrow = useStudio(
    useShallow((state) => narrowModels(chosenCards(state), state.settings, readyInputs(state.items).length)),
  )
  if (narrow.length === 0) return null
  return (
    <SegmentedRadio
      label={`Which inputs to edit: ${narrow.map(describeMost).join(', ')}`}
      value={mode}
      segments={[
        { value: 'primary', label: 'Primary only' },
        { value: 'each', label: `Each of ${count}` },
      ]}
      onValue={(value) => store.getState().chooseInputMode(value)}
      className="shrink-0"
    />
  )
}
