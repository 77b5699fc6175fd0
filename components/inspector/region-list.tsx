'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { RegionThumbnail } from '@/components/inspector/region-thumbnail'
import { Checkbox } from '@/components/ui/checkbox'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import { nameRegion } from '@/lib/fidelity/region-name'
import type { FidelityReport, Region } from '@/lib/fidelity/report-schema'
import { formatShare } from '@/lib/fidelity/share'
import { keyOfEdit } from '@/lib/history/node-key'
import type { Size } from '@/lib/images/raster'

/** What changed, largest first. A row zooms to its region; its box takes the region from the edit, or leaves it out. */
export function RegionList({ editId, report, original, taken, onTake }: RegionListProps) {
  const store = useStudioStore()
  const chosen = useStudio(({ region }) => (region?.editId === editId ? region.index : undefined))
  const imageId = useStudio(({ nodes }) => nodes[keyOfEdit(editId)]?.image?.id)
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (chosen !== undefined) list.current?.children[chosen]?.scrollIntoView?.({ block: 'nearest' })
  }, [chosen])
  const handleKey = (event: KeyboardEvent<HTMLOListElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
    const at = rows.indexOf(event.target as HTMLElement)
    if (!step || at < 0) return
    event.preventDefault()
    rows[at + step]?.focus()
  }
  return (
    <ol
      ref={list}
      aria-label="Changed regions, largest first"
      onKeyDown={handleKey}
      className="scroll-edges -mx-2 flex max-h-60 flex-col overflow-y-auto"
    >
      {report.regions.map((region, index) => (
        <li
          key={`${region.x} ${region.y} ${region.width} ${region.height}`}
          className={cn(
            'flex min-h-10 shrink-0 items-center rounded-2 pr-2 pl-0.5 hover:bg-hover',
            index === chosen && 'bg-select',
          )}
        >
          <Checkbox
            label={`Take region ${index + 1} from the edit`}
            isChecked={taken.has(index + 1)}
            onChange={(isTaken) => onTake(index + 1, isTaken)}
          >
            {null}
          </Checkbox>
          <button
            type="button"
            data-row=""
            onClick={() => store.getState().showRegion(editId, index)}
            className="flex min-h-10 min-w-0 flex-1 items-center gap-2 rounded-1 text-left"
          >
            {imageId && <RegionThumbnail imageId={imageId} region={region} original={original} />}
            <Words region={region} index={index} original={original} />
          </button>
        </li>
      ))}
    </ol>
  )
}

type RegionListProps = {
  editId: string
  report: FidelityReport
  original: Size
  /** Counted from 1. */
  taken: ReadonlySet<number>
  onTake: (number: number, isTaken: boolean) => void
}

function Words({ region, index, original }: { region: Region; index: number; original: Size }) {
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-ui">
          {index + 1} · {nameRegion(region, original)}
        </span>
        <span className="block truncate text-ink-3 text-meta">
          {region.width} × {region.height} px
        </span>
      </span>
      <span className="text-right">
        <span className="block text-ui">{formatShare(region.areaShare)}</span>
        <span className="block text-ink-3 text-meta" title="Mean distance in OKLab">
          <span className="sr-only">distance </span>
          {region.meanDistance.toFixed(3)}
        </span>
      </span>
    </>
  )
}
