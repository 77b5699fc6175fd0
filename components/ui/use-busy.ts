'use client'

import { useState } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import { unreached } from '@/lib/studio/live/unreached'

/**
 * Whether the work goes on that a press began. Work that fails on its way, such as a part of the studio that cannot be
 * fetched, is said and can be begun again.
 */
export function useBusy(): [isBusy: boolean, keepBusy: (work: () => Promise<unknown>) => Promise<void>] {
  const store = useStudioStore()
  const [isBusy, setBusy] = useState(false)
  const keepBusy = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch((cause) => store.getState().say(unreached(cause).error.message))
    setBusy(false)
  }
  return [isBusy, keepBusy]
}
