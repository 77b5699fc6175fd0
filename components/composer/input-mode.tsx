'use client'

import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { readyInputs } from '@/lib/studio/input-list'

/** With more inputs than a chosen model takes: the primary alone, or one edit for each. */
export function InputMode() {
  const store = useStudioStore()
  const mode = useStudio((state) => state.inputMode)
  const count = useStudio((state) => readyInputs(state.items).length)
  const isNeeded = useStudio((state) =>
    state.cards.some(
      (card) => state.modelIds.includes(card.id) && card.inputs.max > 0 && card.inputs.max < count,
    ),
  )
  if (!isNeeded) return null
  return (
    <SegmentedRadio
      label="Which inputs to edit"
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
