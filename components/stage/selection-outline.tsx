'use client'

import { useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { drawEdge, edgeOf } from '@/components/stage/selection-drawing.client'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { Selection } from '@/lib/studio/selection/selecting'
import type { Alignment } from '@/lib/studio/stage/alignment'

/** A quiet march: one px of the screen at a time. */
const MARCH_MS = 90

/** A line round what is selected, over the picture that it was selected on. Who asked for less motion sees it rest. */
export default function SelectionOutline({ selection, alignment }: SelectionOutlineProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const store = useStudioStore()
  useLayoutEffect(() => {
    const element = canvas.current
    if (!element?.getContext('2d')) return
    const edge = edgeOf(selection)
    let shiftPx = 0
    const draw = () => drawEdge(element, edge, selection, alignment, store.getState(), shiftPx)
    const unsubscribe = followLook(store, draw)
    const march = () => {
      shiftPx++
      draw()
    }
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const timer = isStill ? undefined : setInterval(march, MARCH_MS)
    return () => {
      unsubscribe()
      clearInterval(timer)
    }
  }, [store, selection, alignment])
  return (
    <canvas ref={canvas} data-selection="" className="pointer-events-none absolute top-0 left-0 size-full" />
  )
}

export type SelectionOutlineProps = {
  selection: Selection
  /** How its picture lies on the reference. */
  alignment: Alignment
}
