'use client'

import type { RunPlan } from '@/components/composer/use-run-plan'
import { useStudio } from '@/components/ui/studio-provider'
import type { RunProblem } from '@/lib/edits/check-run'
import { isOnItsWay } from '@/lib/studio/inputs/input-list'

/** What a press of Run would do and cost, or what is missing for it. */
export function RunStatus({
  plan,
  problems,
}: {
  plan: RunPlan | undefined
  problems: readonly RunProblem[]
}) {
  const isUploading = useStudio((state) => state.items.some(isOnItsWay))
  // Without a photo the first step is the photo, whatever else is missing.
  const missing = problems.find((problem) => problem.field === 'inputs') ?? problems[0]
  return (
    <p
      role="status"
      className="ml-auto flex min-h-8 items-center justify-end whitespace-nowrap pr-2 pl-3 text-right text-[11px] text-ink-2 leading-[15px] max-sm:min-h-0 max-sm:w-full max-sm:justify-center max-sm:py-1 max-sm:text-center"
    >
      {missing ? (
        <span className="max-w-60 whitespace-normal">
          {missing.field === 'inputs' && isUploading
            ? 'Run waits for the photo'
            : missing.message.replace(/\.$/, '')}
        </span>
      ) : (
        plan && (
          <span>
            {plan.made},{plan.cost !== 'free' && <br className="max-sm:hidden" />} {plan.cost}
          </span>
        )
      )}
    </p>
  )
}
