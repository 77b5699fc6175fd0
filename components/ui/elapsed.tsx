'use client'

import { useEffect, useState } from 'react'
import { showElapsed } from '@/lib/studio/facts'

/** The time since an ISO moment, counted up every second. */
export function Elapsed({ since }: { since: string }) {
  const [nowMs, setNowMs] = useState<number>()
  useEffect(() => {
    setNowMs(Date.now())
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return <span role="timer">{showElapsed(nowMs === undefined ? 0 : nowMs - Date.parse(since))}</span>
}
