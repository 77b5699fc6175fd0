'use client'

import { useEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useStudio } from '@/components/ui/studio-provider'
import type { RunProblem } from '@/lib/edits/check-run'
import type { ModelCard } from '@/lib/models/card'
import { chosenCards, draftOf, problemsOf, runPartsOf } from '@/lib/studio/composer/run-draft'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { unreached } from '@/lib/studio/live/unreached'

/** What counts and prices a run is fetched with the first one that could start. */
const fetchPlanner = fetchOnce(() => import('@/lib/edits/run-plan'))
type Planner = Awaited<ReturnType<typeof fetchPlanner>>

export type RunPlan = ReturnType<Planner['describeRun']>

/** What a press of Run would do now, and what keeps it from doing so. */
export function useRunPlan(): {
  /** Undefined while a run cannot start, and until it is counted. */
  plan: RunPlan | undefined
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
  const { problems, cards } = useMemo(
    () => ({ problems: problemsOf(asked), cards: chosenCards(asked) }),
    [asked],
  )
  const planner = usePlanner(problems.length === 0)
  const planWith = ({ describeRun, estimateRun, planEdits }: Planner): RunPlan =>
    describeRun(estimateRun(planEdits(draftOf(asked), cards)), dailyLimitUsd)
  return {
    plan: planner && planWith(planner),
    problems,
    cards,
  }
}

/** From the first time that it is wanted. */
function usePlanner(isWanted: boolean): Planner | undefined {
  const [planner, setPlanner] = useState(fetchPlanner.known)
  const isMissing = isWanted && !planner
  useEffect(() => {
    if (isMissing) void fetchPlanner().then((found) => setPlanner(() => found), unreached)
  }, [isMissing])
  return isWanted ? planner : undefined
}
