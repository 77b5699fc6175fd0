'use client'

import { useSyncExternalStore } from 'react'
import { showAgo, showMoment } from '@/lib/studio/relative-time'

const MINUTE_MS = 60_000

/** How long ago an ISO moment was, with the moment itself as its title; the server knows neither clock nor time zone of who looks. */
export function Ago({ moment }: { moment: string }) {
  const minute = useSyncExternalStore(everyMinute, thisMinute, onServer)
  const thenMs = Date.parse(moment)
  return (
    <time dateTime={moment} title={minute ? showMoment(thenMs) : undefined}>
      {minute ? showAgo(thenMs, Math.max(minute * MINUTE_MS, thenMs)) : moment.slice(0, 10)}
    </time>
  )
}

function everyMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE_MS)
  return () => clearInterval(timer)
}

const thisMinute = () => Math.floor(Date.now() / MINUTE_MS)
const onServer = () => undefined
