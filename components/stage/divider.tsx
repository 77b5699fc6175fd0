'use client'

import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { placeLine } from '@/components/stage/placement.client'
import { ChevronsLeftRight, ChevronsUpDown } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import { visibleBox } from '@/lib/studio/stage/alignment'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'
import { placementOf } from '@/lib/studio/stage/viewport'

const STEPS: Record<string, number> = {
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
  Home: -1,
  End: 1,
}

/** The line of Split: the original before it, the edited picture behind. Its value is the edited share. */
export function Divider() {
  const line = useRef<HTMLDivElement>(null)
  const store = useStudioStore()
  const percent = useStudio((state) => Math.round(state.edited * 100))
  const isVertical = useStudio((state) => state.divider === 'vertical')

  useLayoutEffect(() => {
    const place = () => {
      if (line.current) placeLine(line.current, store.getState())
    }
    return followLook(store, place)
  }, [store])

  const handleKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    store.getState().moveDivider(percent / 100 + step)
  }
  const handlePointer = (event: PointerEvent<HTMLDivElement>) => {
    // With Space held the press belongs to the picture beneath.
    if (event.currentTarget.closest('[data-panning]')) return
    if (event.type === 'pointerdown') {
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const pane = event.currentTarget.parentElement!.getBoundingClientRect()
    const stage = store.getState()
    stage.moveDivider(editedAt(event.clientX - pane.left, event.clientY - pane.top, stage))
  }
  return (
    <div
      ref={line}
      role="slider"
      tabIndex={0}
      aria-label="Before and after"
      aria-orientation={isVertical ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent} % edited`}
      onKeyDown={handleKey}
      onPointerDown={handlePointer}
      onPointerMove={handlePointer}
      className={cn(
        'group pointer-events-auto absolute z-10 touch-none outline-none',
        isVertical
          ? 'top-0 left-0 -ml-[22px] w-11 cursor-ew-resize'
          : 'top-0 left-0 -mt-[22px] h-11 cursor-ns-resize',
      )}
    >
      <span
        className={cn(
          'absolute bg-[oklch(1_0_0)] shadow-[0_0_0_1px_oklch(0_0_0/0.35)]',
          isVertical ? 'inset-y-0 left-[22px] w-px' : 'inset-x-0 top-[22px] h-px',
        )}
      />
      <span
        className={cn(
          'absolute grid place-items-center rounded-[6px] bg-[oklch(0.175_0_0/0.92)] text-[oklch(0.95_0_0)] shadow-[0_0_0_1.5px_oklch(1_0_0)] group-focus-visible:outline-2 group-focus-visible:outline-focus group-focus-visible:outline-offset-2',
          isVertical
            ? '-mt-[18px] top-(--grip) left-2.5 h-9 w-6'
            : '-ml-[18px] top-2.5 left-(--grip) h-6 w-9',
        )}
      >
        {isVertical ? <ChevronsLeftRight /> : <ChevronsUpDown />}
      </span>
    </div>
  )
}

function editedAt(x: number, y: number, { viewport, scene, divider }: StageSlice): number {
  const box = visibleBox(placementOf(viewport, scene), scene)
  const share = divider === 'vertical' ? (x - box.x) / box.width : (y - box.y) / box.height
  return 1 - share
}
