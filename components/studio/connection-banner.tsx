'use client'

import type { ReactNode } from 'react'
import { CloudOff, KeyRound } from '@/components/ui/icons'
import { useStudio } from '@/components/ui/studio-provider'

const WORDS = {
  offline: 'You are offline. Your draft is kept; everything goes on by itself when the network is back.',
  lost: 'The server does not answer. Work that was started goes on there; this page joins in again by itself.',
} as const

/** Said only while events do not arrive. */
export function ConnectionBanner() {
  const connection = useStudio((state) => state.connection)
  return (
    <div role="status" className="shrink-0 empty:hidden">
      {(connection === 'offline' || connection === 'lost') && (
        <Line icon={<CloudOff aria-hidden="true" />}>{WORDS[connection]}</Line>
      )}
      {connection === 'signed_out' && <SignedOut />}
    </div>
  )
}

/** The way back leads to this very project; the draft waits in the browser meanwhile. */
function SignedOut() {
  const projectId = useStudio((state) => state.project.id)
  const address = `/sign-in?next=${encodeURIComponent(`/projects/${projectId}`)}`
  return (
    <Line icon={<KeyRound aria-hidden="true" />}>
      You are signed out. Your draft is kept, and work that was started goes on.{' '}
      <a href={address} className="rounded-1 font-medium text-ink underline underline-offset-2">
        Sign in
      </a>
    </Line>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center justify-center gap-2 border-line border-b bg-unknown-soft px-3 py-1.5 text-unknown">
      {icon}
      <span className="text-pretty">{children}</span>
    </p>
  )
}
