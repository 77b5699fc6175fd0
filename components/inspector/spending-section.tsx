'use client'

import { Facts, Section } from '@/components/inspector/section'
import { useStudio } from '@/components/ui/studio-provider'
import { formatUsd } from '@/lib/edits/run-plan'
import { showSum } from '@/lib/studio/facts'

/** What the project and the day cost; silent while only free models are used and no limit is set. */
export function SpendingSection() {
  const spending = useStudio((state) => state.spending)
  const canSpend = useStudio(({ cards, availability }) =>
    cards.some((card) => card.provider !== 'local' && availability[card.id]?.state === 'ready'),
  )
  if (!spending || !(canSpend || spending.project.usd > 0 || spending.project.unknown > 0)) return null
  const { project, today, dailyLimitUsd } = spending
  const limit = dailyLimitUsd === null ? '' : ` of ${formatUsd(dailyLimitUsd)}`
  return (
    <Section title="Spent">
      <Facts
        rows={[
          { name: 'This project', value: showSum(project) },
          { name: 'Today', value: `${showSum(today)}${limit}` },
        ]}
      />
      {dailyLimitUsd !== null && today.unknown > 0 && (
        <p className="mt-2 text-pretty text-ink-3 text-meta">
          Unknown prices do not count toward the daily limit.
        </p>
      )}
    </Section>
  )
}
