'use client'

import { useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { drawVeil, veilOf } from '@/components/stage/selection-drawing.client'
import type { SelectionOutlineProps } from '@/components/stage/selection-outline'
import { useStudioStore } from '@/components/ui/studio-provider'

/** A veil over what is not selected, while it is being selected: pictures that are compared are shown as they are. */
export function SelectionVeil({ selection, alignment }: SelectionOutlineProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const store = useStudioStore()
  useLayoutEffect(() => {
    const element = canvas.current
    if (!element?.getContext('2d')) return
    const drawn = veilOf(selection)
    return followLook(store, () => drawVeil(element, drawn, selection, alignment, store.getState()))
  }, [store, selection, alignment])
  return <canvas ref={canvas} className="pointer-events-none absolute top-0 left-0 size-full" />
}
