'use client'

import { useId, useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { drawOutline, placeBrush, toPath } from '@/components/stage/mask-drawing.client'
import { ResultCanvas } from '@/components/stage/result-canvas'
import { useBrush } from '@/components/stage/use-brush'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { ImageView } from '@/lib/edits/view'
import type { Masking } from '@/lib/studio/masks/masking'
import { placeNode } from '@/lib/studio/stage/place-node'
import type { PlacedPane } from '@/lib/studio/stage/scene'

/** Where the mask is painted: its edge as a white double line, the brush in its true size. */
export default function MaskLayer({ pane, original }: MaskLayerProps) {
  const masking = useStudio((state) => state.masking)
  return masking && <Painting pane={pane} original={original} masking={masking} />
}

type MaskLayerProps = {
  pane: PlacedPane
  /** What the mask lies over. */
  original: ImageView
}

function Painting({ pane, original, masking }: MaskLayerProps & { masking: Masking }) {
  const surface = useRef<HTMLDivElement>(null)
  const edge = useRef<HTMLCanvasElement>(null)
  const ring = useRef<HTMLSpanElement>(null)
  const helpId = useId()
  const store = useStudioStore()
  const { live, place, spoken, surfaceProps } = useBrush(surface)
  const mask = live ?? masking.mask
  const { brushPx } = masking
  const nodes = useStudio((state) => state.nodes)
  useLayoutEffect(() => {
    const path = toPath(mask)
    const draw = () => {
      if (edge.current) drawOutline(edge.current, path, mask, store.getState())
    }
    return followLook(store, draw)
  }, [store, mask])
  useLayoutEffect(() => {
    const move = () => {
      if (ring.current) placeBrush(ring.current, place, brushPx, store.getState())
    }
    return followLook(store, move)
  }, [store, place, brushPx])
  return (
    <>
      {masking.isResultShown && pane.picture && (
        <ResultCanvas
          picture={pane.picture}
          place={placeNode(nodes, pane.key, original)}
          mask={mask}
          featherPx={live ? 0 : masking.featherPx}
          original={masking.ground.original}
        />
      )}
      <div
        ref={surface}
        role="application"
        aria-label="Mask"
        aria-describedby={helpId}
        className="absolute inset-0 cursor-none touch-none outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--focus)]"
        {...surfaceProps}
      >
        <canvas ref={edge} className="pointer-events-none absolute top-0 left-0 size-full" />
        <span
          ref={ring}
          className="pointer-events-none invisible absolute top-0 left-0 rounded-full border border-[oklch(1_0_0)] shadow-[0_0_0_1px_oklch(0_0_0/0.6),inset_0_0_0_1px_oklch(0_0_0/0.4)]"
        />
        <p id={helpId} className="sr-only">
          Arrow keys move the brush, Space paints, Shift with arrow keys paints a line. Square brackets change
          its size, Escape puts it down.
        </p>
        <p role="status" className="sr-only">
          {spoken}
        </p>
      </div>
    </>
  )
}
