'use client'

import { useEffect, useState } from 'react'

/** The whole seconds until an ISO moment, e.g. "7 s", counted down; never below zero. */
export function Countdown({ until }: { until: string }) {
  const [nowMs, setNowMs] = useState<number>()
  useEffect(() => {
    setNowMs(Date.now())
    const timer = setInterval(() => setNowMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const leftMs = nowMs === undefined ? 0 : Date.parse(until) - nowMs
  return <span role="timer">{Math.max(0, Math.ceil(leftMs / 1000))} s</span>
}
