'use client'

import { Facts } from '@/components/inspector/facts'
import { Section } from '@/components/inspector/section'
import { formatUsd } from '@/lib/edits/run-plan'
import type { Spending } from '@/lib/edits/spending'
import { showSum } from '@/lib/studio/facts'

/** What the project and the day cost. */
export default function SpendingSection({ spending }: { spending: Spending }) {
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
