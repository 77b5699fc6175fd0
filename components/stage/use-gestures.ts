'use client'

import { type RefObject, useEffect } from 'react'
import { attachGestures } from '@/components/stage/gestures.client'
import { useStudioStore } from '@/components/ui/studio-provider'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import { isPointing } from '@/lib/studio/selection/pointing'
import { placementOf, toReferencePoint, zoomOf } from '@/lib/studio/stage/viewport'

/** Joins what hands do on the panes with what the stage does. */
export function useGestures(panes: RefObject<HTMLElement | null>): void {
  const store = useStudioStore()
  useEffect(() => {
    if (!panes.current) return
    const state = store.getState
    return attachGestures(panes.current, {
      onZoom: (factor, point) => state().zoomAt(factor, point),
      onPan: (dx, dy) => state().pan(dx, dy),
      onHold: (isHeld) => state().holdOriginal(isHeld),
      onSwipe: (step) => state().showNeighbour(step),
      isDrawing: () => isPointing(state()) || (isMaskShown(state()) && state().view === 'changes'),
      isAtFit: () => state().viewport.mode === 'fit',
      onDoubleClick: (point) => {
        const { viewport, scene, fitPicture, zoomToFull, zoomAt } = state()
        if (viewport.mode === 'free') return fitPicture()
        const zoom = zoomOf(placementOf(viewport, scene).scale, scene.dpr)
        if (zoom < 0.99) zoomToFull(point)
        else zoomAt(2, point)
      },
      onPoint: (point, pane) => {
        const { viewport, scene, hover } = state()
        const key = pane?.dataset.viewport
        const isIn = point && key
        hover.move(
          isIn ? { point: toReferencePoint(point, placementOf(viewport, scene), scene.frame), key } : null,
        )
      },
    })
  }, [store, panes])
}
