'use client'

import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'

const toastList = createPart(() => import('@/components/studio/toast-list'))

/**
 * What was done, for ten seconds, with the way back. At the top right of the picture: what can be pressed lies above it
 * and at its foot. `isCovered` while a drawer lies over the stage: they wait for it.
 */
export function Toasts({ isCovered }: { isCovered: boolean }) {
  const hasNotices = useStudio((state) => state.notices.length > 0)
  return (
    <div
      role="region"
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none absolute top-14 right-4 left-4 z-20 max-sm:right-3 max-sm:left-3"
    >
      {hasNotices && <OnDemand part={toastList} given={{ isCovered }} />}
    </div>
  )
}
