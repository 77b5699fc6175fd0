'use client'

import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { followLook } from '@/components/stage/follow-look'
import { PictureLayer } from '@/components/stage/picture-layer'
import { placeBoxes } from '@/components/stage/placement.client'
import { SelectBar } from '@/components/stage/select-bar'
import SelectionOutline from '@/components/stage/selection-outline'
import { SelectionVeil } from '@/components/stage/selection-veil'
import { type Drag, usePointing } from '@/components/stage/use-pointing'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { findSelection } from '@/lib/studio/selection/selecting'
import type { PlacedPane } from '@/lib/studio/stage/scene'
import { type Point, placementOf, toPanePoint } from '@/lib/studio/stage/viewport'

/** The picture that the next run edits, to be pointed at. */
export default function SelectPane({ pane }: { pane: PlacedPane }) {
  const surface = useRef<HTMLDivElement>(null)
  const helpId = useId()
  // The scene knows it as an input alone; it may be a result that is worked on.
  const node = useStudio(({ nodes }) => nodes[pane.key])
  const edit = node?.kind === 'edit' ? node : null
  const card = useModelCard(edit?.modelId)
  const selection = useStudio(findSelection)
  const isSearching = useStudio((state) => state.search !== null)
  const { drag, cross, surfaceProps } = usePointing(surface)
  const imageId = pane.picture?.id
  const store = useStudioStore()
  useEffect(() => surface.current?.focus(), [])
  useEffect(() => {
    if (imageId) void store.getState().lookAhead()
  }, [store, imageId])
  return (
    <figure
      aria-label={edit ? (card?.name ?? edit.modelId) : 'Original'}
      data-edit={edit?.id}
      data-image={pane.picture?.id}
      data-state="succeeded"
      className="absolute inset-0 flex min-h-0 min-w-0 flex-col"
    >
      <SelectBar />
      <div data-viewport={pane.key} className="relative min-h-0 flex-1 touch-none overflow-hidden">
        {pane.picture && (
          <PictureLayer
            picture={pane.picture}
            alignment={pane.alignment}
            alt={`To be edited: ${pane.name}`}
          />
        )}
        {selection && (
          <>
            <SelectionVeil selection={selection} alignment={pane.alignment} />
            <SelectionOutline selection={selection} alignment={pane.alignment} />
          </>
        )}
        <div
          ref={surface}
          role="application"
          aria-label="Select on the picture"
          aria-describedby={helpId}
          aria-busy={isSearching}
          className={`absolute inset-0 touch-none outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--focus)] ${isSearching ? 'cursor-progress' : 'cursor-crosshair'}`}
          {...surfaceProps}
        >
          {drag && <Rubber drag={drag} />}
          {cross && <KeyCross point={cross} />}
          <p id={helpId} className="sr-only">
            Arrow keys move the cross, with Shift in large steps. Enter selects what is under it, Shift with
            Enter adds, Alt with Enter takes away, Escape clears. Enter at the same place again selects the
            next larger thing there. A rectangle can be typed into the fields above.
          </p>
        </div>
      </div>
    </figure>
  )
}

/** The rectangle while it is drawn. */
function Rubber({ drag: { from, to } }: { drag: Drag }) {
  const holder = useRef<HTMLDivElement>(null)
  const store = useStudioStore()
  useLayoutEffect(() => {
    const box = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    }
    if (holder.current) placeBoxes(holder.current.children, [box], store.getState())
  })
  return (
    <div ref={holder} aria-hidden="true" className="pointer-events-none absolute inset-0">
      <i className="absolute top-0 left-0 border border-[oklch(1_0_0)] bg-[oklch(1_0_0/0.08)] shadow-[0_0_0_1px_oklch(0_0_0/0.6)]" />
    </div>
  )
}

/** Where the keys point. */
function KeyCross({ point }: { point: Point }) {
  const cross = useRef<HTMLSpanElement>(null)
  const store = useStudioStore()
  useLayoutEffect(() => {
    const place = () => {
      const { viewport, scene } = store.getState()
      const { x, y } = toPanePoint(point, placementOf(viewport, scene), scene.frame)
      if (cross.current) cross.current.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    }
    return followLook(store, place)
  }, [store, point])
  return <span ref={cross} aria-hidden="true" className="cross pointer-events-none absolute top-0 left-0" />
}
