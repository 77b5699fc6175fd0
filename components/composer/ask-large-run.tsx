'use client'

import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { describeRun, estimateRun, isSweep, planEdits } from '@/lib/edits/run-plan'
import { chosenCards, type RunDraft } from '@/lib/studio/composer/run-draft'

/** A large run is started only when it was meant. */
export default function AskLargeRun({ largeRun }: { largeRun: RunDraft }) {
  const store = useStudioStore()
  const allCards = useStudio((state) => state.cards)
  const dailyLimitUsd = useStudio((state) => state.spending?.dailyLimitUsd ?? undefined)
  const estimate = useMemo(() => {
    const cards = chosenCards({ cards: allCards, modelIds: largeRun.modelIds })
    return estimateRun(planEdits(largeRun, cards))
  }, [largeRun, allCards])
  const { edits } = estimate
  const { made, cost } = describeRun(estimate, dailyLimitUsd)
  const answer = (isMeant: boolean) => void store.getState().answerLargeRun(isMeant)
  return (
    <Dialog title={`Run ${edits} edits?`} onClose={() => answer(false)}>
      <p className="text-ink-2 text-ui">
        {made}, {cost}.
        {isSweep(largeRun) &&
          ' In a sweep, what was made before with the same recipe is used again and costs nothing.'}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={() => answer(false)}>Not now</Button>
        <Button look="primary" onClick={() => answer(true)}>
          Run {edits} edits
        </Button>
      </div>
    </Dialog>
  )
}
