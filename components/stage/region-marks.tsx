'use client'

import { useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { partNumbers, placeBoxes } from '@/components/stage/placement.client'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import type { FidelityReport } from '@/lib/fidelity/report-schema'

/** More numbers than this would hide what they stand for; the list and the keys go to all. */
const MOST_MARKED = 30

/**
 * A box with its number round each changed region; the list in Details has the same numbers. While a mask is painted
 * only the numbers: its edge is the line that counts.
 */
export function RegionMarks({
  editId,
  report,
  hasBoxes,
}: {
  editId: string
  report: FidelityReport
  hasBoxes: boolean
}) {
  const marks = useRef<HTMLDivElement>(null)
  const store = useStudioStore()
  const chosen = useStudio(({ region }) => (region?.editId === editId ? region.index : undefined))
  const regions = report.regions.slice(0, Math.max(MOST_MARKED, (chosen ?? 0) + 1))
  useLayoutEffect(() => {
    const place = () => {
      if (!marks.current) return
      const { children } = marks.current
      const stage = store.getState()
      partNumbers(children, placeBoxes(children, report.regions, stage), chosen, stage)
    }
    return followLook(store, place)
  })
  return (
    <div ref={marks} aria-hidden="true" className="pointer-events-none absolute inset-0">
      {regions.map((region, index) => (
        <div
          key={`${region.x} ${region.y} ${region.width}`}
          data-region={index + 1}
          className={cn(
            'absolute top-0 left-0 border',
            !hasBoxes
              ? 'border-transparent'
              : index === chosen
                ? 'z-10 border-[oklch(1_0_0)] shadow-[0_0_0_1px_oklch(0_0_0/0.5)]'
                : 'border-[oklch(1_0_0/0.35)]',
          )}
        >
          <span
            className={cn(
              'absolute top-0 left-0 grid h-[18px] min-w-[18px] place-items-center rounded-1 px-1 text-[11px] font-semibold',
              index === chosen
                ? 'bg-[oklch(1_0_0)] text-[oklch(0.2_0_0)]'
                : 'bg-[oklch(0.175_0_0/0.85)] text-[oklch(0.95_0_0)]',
            )}
          >
            {index + 1}
          </span>
        </div>
      ))}
    </div>
  )
}
