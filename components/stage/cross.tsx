'use client'

import { useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { placeCross } from '@/components/stage/placement.client'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'

/** Shows the image point that the mouse points at in another pane. */
export function Cross({ paneKey }: { paneKey: NodeKey }) {
  const cross = useRef<HTMLSpanElement>(null)
  const store = useStudioStore()
  useLayoutEffect(() => {
    const place = () => {
      if (cross.current) placeCross(cross.current, paneKey, store.getState())
    }
    const leaveLook = followLook(store, place)
    const leaveHover = store.getState().hover.follow(place)
    return () => {
      leaveLook()
      leaveHover()
    }
  }, [store, paneKey])
  return (
    <span
      ref={cross}
      aria-hidden="true"
      className="cross pointer-events-none invisible absolute top-0 left-0"
    />
  )
}
