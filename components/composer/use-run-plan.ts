'use client'

import { useMemo } from 'react'
import { useShallow } from 'zustand/shallow'
import { useStudio } from '@/components/ui/studio-provider'
import type { RunProblem } from '@/lib/edits/check-run'
import { describeRun, estimateRun, planEdits } from '@/lib/edits/run-plan'
import type { ModelCard } from '@/lib/models/card'
import { chosenCards, draftOf, problemsOf, runPartsOf } from '@/lib/studio/composer-slice'

/** What a press of Run would do now, and what keeps it from doing so. */
export function useRunPlan(): {
  made: string
  cost: string
  edits: number
  problems: readonly RunProblem[]
  cards: readonly ModelCard[]
} {
  const asked = useStudio(
    useShallow((state) => ({
      ...runPartsOf(state),
      cards: state.cards,
      availability: state.availability,
    })),
  )
  const dailyLimitUsd = useStudio((state) => state.spending?.dailyLimitUsd ?? undefined)
  return useMemo(() => {
    const draft = draftOf(asked)
    const cards = chosenCards(asked)
    const estimate = estimateRun(planEdits(draft, cards))
    return {
      ...describeRun(estimate, dailyLimitUsd),
      edits: estimate.edits,
      cards,
      problems: problemsOf(asked),
    }
  }, [asked, dailyLimitUsd])
}
