'use client'

import { useEffect, useRef, useState } from 'react'
import { Composer } from '@/components/composer/composer'
import { ChevronDown, ChevronUp } from '@/components/ui/icons'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import type { RunField } from '@/lib/edits/check-run'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'

const brushBar = createPart(() => import('@/components/stage/brush-bar'))
const triesRow = createPart(() => import('@/components/studio/tries-row'))

/**
 * The composer floats over the stage and grows upwards; on a phone it is a sheet at the bottom that can be made
 * smaller. Where Details are a drawer, a mask that is painted has its tools here instead. `onHeight` tells how much it
 * covers, in px; `onMissing` that a field has to be seen because a run lacks it.
 */
export function Dock({
  onHeight,
  onDetails,
  onMissing,
}: {
  onHeight: (heightPx: number) => void
  onDetails: () => void
  onMissing: (field: RunField) => void
}) {
  const dock = useRef<HTMLDivElement>(null)
  const [isSmall, setSmall] = useState(false)
  const isMasking = useStudio(isMaskShown)
  const hasTries = useStudio(
    (state) =>
      state.items.length > 0 &&
      state.prompt === '' &&
      !Object.values(state.nodes).some((node) => node.kind === 'edit'),
  )
  useEffect(() => {
    const element = dock.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      onHeight(Math.min(element.offsetHeight + GAP_PX, MOST_COVERED * innerHeight)),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [onHeight])
  return (
    <div
      ref={dock}
      className="scroll-edges absolute inset-x-4 bottom-3 z-10 max-h-[calc(100%-64px)] overflow-y-auto rounded-3 bg-raised p-2 [--ground:var(--raised)] shadow-lift-2 max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[calc(100%-52px)] max-sm:rounded-t-sheet max-sm:rounded-b-none max-sm:px-3 max-sm:pt-0 max-sm:pb-[max(12px,env(safe-area-inset-bottom))]"
    >
      <button
        type="button"
        aria-label={isSmall ? 'Show the composer' : 'Make the composer smaller'}
        aria-expanded={!isSmall}
        onClick={() => setSmall(!isSmall)}
        className={cn('grid h-6 w-full place-items-center text-ink-3 sm:hidden', isMasking && 'hidden')}
      >
        {isSmall ? <ChevronUp /> : <ChevronDown />}
      </button>
      {isMasking && (
        <div className="lg:hidden">
          <OnDemand part={brushBar} given={{ onMore: onDetails }} />
        </div>
      )}
      <div className={cn(isSmall && 'max-sm:hidden', isMasking && 'max-lg:hidden')}>
        {hasTries && <OnDemand part={triesRow} given={{}} />}
        <Composer onMissing={onMissing} />
      </div>
    </div>
  )
}

/** What stays free between the picture and the composer, with the composer's own distance from the edge. */
const GAP_PX = 24
/** Open settings may lie over the picture rather than press it into a stamp. */
const MOST_COVERED = 0.6
