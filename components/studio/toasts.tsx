'use client'

import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'

const toast = createPart(() => import('@/components/studio/toast'))

/** What was done, for ten seconds, with the way back. Bottom right of the stage, above the composer. */
export function Toasts({ bottomPx }: { bottomPx: number }) {
  const notices = useStudio((state) => state.notices)
  return (
    <div
      role="region"
      aria-label="Notices"
      aria-live="polite"
      style={{ bottom: bottomPx + 12 }}
      className="pointer-events-none absolute right-4 left-4 z-20 flex flex-col items-end gap-2"
    >
      {notices.map((notice) => (
        <OnDemand key={notice.id} part={toast} given={{ notice }} />
      ))}
    </div>
  )
}
