'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { StageScene } from '@/lib/studio/stage/scene'

/**
 * Tells the store how large the panes are, how dense the screen is and which picture gives the points. Another original
 * is seen whole first; results of the same one keep the zoom.
 */
export function useMeasuredScene(
  panes: RefObject<HTMLElement | null>,
  scene: StageScene | undefined,
  layout: string,
  clearBottomPx: number,
): void {
  const store = useStudioStore()
  const originalKey = scene?.original?.key ?? scene?.currentKey
  const shownKey = useRef(originalKey)
  const { width, height } = scene?.reference ?? { width: 0, height: 0 }

  useLayoutEffect(() => {
    if (width > 0) store.getState().measureScene({ reference: { width, height } })
    if (shownKey.current !== originalKey) store.getState().fitPicture()
    shownKey.current = originalKey
  }, [store, width, height, originalKey])

  useLayoutEffect(() => {
    const container = panes.current
    if (!container) return
    const measure = () => {
      const sizes = [...container.querySelectorAll('[data-viewport]')].map((pane) =>
        pane.getBoundingClientRect(),
      )
      if (sizes.length === 0) return
      const frame = {
        width: Math.floor(Math.min(...sizes.map((size) => size.width))),
        height: Math.floor(Math.min(...sizes.map((size) => size.height))),
        clearBottom: clearBottomPx,
      }
      const now = store.getState().scene.frame
      if (JSON.stringify(now) !== JSON.stringify(frame)) store.getState().measureScene({ frame })
    }
    measure()
    if (layout === '') return
    const observer = new ResizeObserver(measure)
    observer.observe(container)
    // A view that is fetched when it is first chosen has its pane later than its layout.
    const arrivals = new MutationObserver(measure)
    arrivals.observe(container, { childList: true })
    return () => {
      observer.disconnect()
      arrivals.disconnect()
    }
  }, [store, panes, layout, clearBottomPx])

  useEffect(() => {
    let query: MediaQueryList | undefined
    const follow = () => {
      query?.removeEventListener('change', follow)
      store.getState().measureScene({ dpr: window.devicePixelRatio })
      query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
      query.addEventListener('change', follow)
    }
    follow()
    return () => query?.removeEventListener('change', follow)
  }, [store])
}
