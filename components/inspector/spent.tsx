'use client'

import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'

const spendingSection = createPart(() => import('@/components/inspector/spending-section'))

/** What was spent; silent while only free models are used and nothing was. */
export function Spent() {
  const spending = useStudio((state) => state.spending)
  const canSpend = useStudio(({ cards, availability }) =>
    cards.some((card) => card.provider !== 'local' && availability[card.id]?.state === 'ready'),
  )
  if (!spending || !(canSpend || spending.project.usd > 0 || spending.project.unknown > 0)) return null
  return <OnDemand part={spendingSection} given={{ spending }} />
}
