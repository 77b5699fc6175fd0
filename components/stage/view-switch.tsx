'use client'

import { useEffect, useRef } from 'react'
import { Columns2, Eye, ScanSearch, Square, SquareSplitHorizontal, SquareStack } from '@/components/ui/icons'
import { type Segment, SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'
import { tellIdle } from '@/lib/studio/keys/tell-idle'
import { isMeasured, type ViewId } from '@/lib/studio/stage/chosen'

const VIEW_SEGMENTS: readonly Segment<ViewId>[] = [
  { value: 'single', label: 'Single', icon: <Square />, title: 'Single (1)' },
  { value: 'split', label: 'Split', icon: <SquareSplitHorizontal />, title: 'Split (2)' },
  { value: 'side', label: 'Side by side', icon: <Columns2 />, title: 'Side by side (3)' },
  { value: 'overlay', label: 'Overlay', icon: <SquareStack />, title: 'Overlay (4)' },
  { value: 'blink', label: 'Blink', icon: <Eye />, title: 'Blink (5)' },
  { value: 'changes', label: 'Changes', icon: <ScanSearch />, title: 'Changes (6)' },
]

const UNMEASURED_SEGMENTS = VIEW_SEGMENTS.map((segment) =>
  segment.value === 'changes'
    ? { ...segment, reason: 'The map of changes is drawn when a result has been measured.' }
    : segment,
)

/** Words with icons; icons where there is little room; on a phone words that are wiped sideways, as tabs. */
const LOOK = [
  '@max-[840px]/stage:not-aria-checked:px-1.5 @max-[840px]/stage:not-aria-checked:[&>[data-label]]:sr-only',
  '@max-[560px]/stage:px-1.5 @max-[560px]/stage:[&>[data-label]]:sr-only',
  '@max-[480px]/stage:h-11 @max-[480px]/stage:rounded-none @max-[480px]/stage:bg-transparent @max-[480px]/stage:px-3!',
  '@max-[480px]/stage:text-body @max-[480px]/stage:[&>svg]:hidden @max-[480px]/stage:[&>[data-label]]:not-sr-only!',
  '@max-[480px]/stage:aria-checked:shadow-[inset_0_-2px_var(--accent)]',
].join(' ')

/** The radiogroup "View". */
export function ViewSwitch({ currentKey }: { currentKey: NodeKey | undefined }) {
  const strip = useRef<HTMLDivElement>(null)
  const store = useStudioStore()
  const view = useStudio((state) => state.view)
  const hasMap = useStudio((state) => isMeasured(state.nodes[currentKey ?? '']))
  useEffect(() => {
    const box = strip.current!
    // Also when the strip becomes narrow later: a window that is made smaller, a phone that is turned.
    const observer = new ResizeObserver(() => {
      const chosen = box.querySelector<HTMLElement>(`[data-value=${view}]`)
      // Not by `scrollIntoView`, which moves everything around the strip as well.
      if (chosen)
        box.scrollLeft = chosen.offsetLeft + (chosen.offsetWidth - box.clientWidth) / 2 - box.offsetLeft
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [view])
  return (
    <div
      ref={strip}
      className="@max-[480px]/stage:min-w-0 @max-[480px]/stage:flex-1 @max-[480px]/stage:overflow-x-auto @max-[480px]/stage:[mask-image:linear-gradient(to_right,#000_calc(100%-24px),transparent)] [scrollbar-width:none]"
    >
      <SegmentedRadio
        label="View"
        look="tools"
        segments={hasMap ? VIEW_SEGMENTS : UNMEASURED_SEGMENTS}
        value={view}
        className="@max-[480px]/stage:w-max @max-[480px]/stage:pr-6"
        onValue={(value) => store.getState().chooseView(value)}
        onIdle={() => tellIdle(store, 'view_changes')}
        segmentClassName={LOOK}
      />
    </div>
  )
}
