'use client'

import { useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { placeCanvas } from '@/components/stage/placement.client'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { FidelityReport } from '@/lib/fidelity/report-schema'
import type { Mask } from '@/lib/images/raster'
import { paintChanges } from '@/lib/studio/stage/change-paint'

/** The map of changes, over the greyed picture and moved with it. */
export function ChangeLayer({ map, report }: { map: Mask; report: FidelityReport }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const store = useStudioStore()
  const threshold = useStudio((state) => state.threshold) ?? report.noiseFloor
  useLayoutEffect(() => {
    const pixels = new ImageData(paintChanges(map, threshold), map.width, map.height)
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0)
  }, [map, threshold])
  useLayoutEffect(() => {
    const place = () => {
      if (canvas.current) placeCanvas(canvas.current, store.getState())
    }
    return followLook(store, place)
  }, [store])
  const count = report.regions.length
  return (
    <canvas
      ref={canvas}
      width={map.width}
      height={map.height}
      role="img"
      aria-label={`Change map: ${count} ${count === 1 ? 'region' : 'regions'}`}
      data-map=""
      className="pointer-events-none absolute top-0 left-0 max-w-none origin-top-left"
    />
  )
}
