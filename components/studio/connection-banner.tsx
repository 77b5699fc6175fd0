'use client'

import { CloudOff } from '@/components/ui/icons'
import { useStudio } from '@/components/ui/studio-provider'

const WORDS = {
  offline: 'You are offline. Your draft is kept; everything goes on by itself when the network is back.',
  lost: 'The server does not answer. Work that was started goes on there; this page joins in again by itself.',
} as const

/** Said only while events do not arrive. */
export function ConnectionBanner() {
  const connection = useStudio((state) => state.connection)
  const words = connection === 'offline' || connection === 'lost' ? WORDS[connection] : undefined
  return (
    <div role="status" className="shrink-0 empty:hidden">
      {words && (
        <p className="flex items-center justify-center gap-2 border-line border-b bg-unknown-soft px-3 py-1.5 text-unknown">
          <CloudOff aria-hidden="true" />
          {words}
        </p>
      )}
    </div>
  )
}
