'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ROW_PX, type RowSight } from '@/lib/studio/history/row-window'
import { isTooFast, SCROLL_ENDS_MS } from '@/lib/studio/history/scroll-speed'

/** The place is told row by row: so each frame draws few new rows, and none draws many. */
const STEP_PX = ROW_PX

/**
 * Where the box of the rows is scrolled to and how high it is, told once a frame at most. It begins with `topRow`: until
 * `isPlaced` that row is to be drawn first, without room above it, as the server cannot scroll. `isFlying` while the
 * rows go by too fast to be looked at.
 */
export function useRowScroll(box: RefObject<HTMLDivElement | null>, topRow: number) {
  const [sight, setSight] = useState<RowSight>({
    scrollTopPx: topRow * ROW_PX,
    heightPx: 800,
    isUpwards: false,
  })
  const [isPlaced, setPlaced] = useState(topRow === 0)
  const [isFlying, setFlying] = useState(false)
  const firstTopPx = useRef(topRow * ROW_PX)
  useLayoutEffect(() => {
    setPlaced(true)
    // Once, when the room above has been drawn: later the place is the user's.
    if (isPlaced && box.current && firstTopPx.current > 0) box.current.scrollTop = firstTopPx.current
  }, [box, isPlaced])
  useEffect(() => {
    const element = box.current
    if (!element) return
    let frame = 0
    let landing: ReturnType<typeof setTimeout> | undefined
    let last = { px: element.scrollTop, atMs: Number.NEGATIVE_INFINITY }
    const time = (atMs: number) => {
      const now = { px: element.scrollTop, atMs }
      setFlying(isTooFast(last, now))
      last = now
      clearTimeout(landing)
      landing = setTimeout(() => setFlying(false), SCROLL_ENDS_MS)
    }
    const read = () => {
      const scrollTopPx = Math.floor(element.scrollTop / STEP_PX) * STEP_PX
      const heightPx = element.clientHeight + STEP_PX
      setSight((old) =>
        old.scrollTopPx === scrollTopPx && old.heightPx === heightPx
          ? old
          : { scrollTopPx, heightPx, isUpwards: scrollTopPx < old.scrollTopPx },
      )
    }
    const ask = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame((atMs) => {
        time(atMs)
        read()
      })
    }
    read()
    element.addEventListener('scroll', ask, { passive: true })
    const observer = new ResizeObserver(ask)
    observer.observe(element)
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(landing)
      element.removeEventListener('scroll', ask)
      observer.disconnect()
    }
  }, [box])
  return { sight, isPlaced, isFlying }
}
