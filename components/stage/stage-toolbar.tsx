'use client'

import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import {
  Columns2,
  Contrast,
  Eye,
  Minus,
  Plus,
  ScanSearch,
  Square,
  SquareSplitHorizontal,
  SquareStack,
} from '@/components/ui/icons'
import { Kbd } from '@/components/ui/kbd'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { type Segment, SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'
import { isMeasured, type ViewId } from '@/lib/studio/scene'
import { placementOf, zoomOf } from '@/lib/studio/viewport'

const exportComparison = createPart(() => import('@/components/stage/export-comparison'))
const viewTool = createPart(() => import('@/components/stage/view-tool'))

const VIEW_SEGMENTS: readonly Segment<ViewId>[] = [
  { value: 'single', label: 'Single', icon: <Square />, title: 'Single (1)' },
  { value: 'split', label: 'Split', icon: <SquareSplitHorizontal />, title: 'Split (2)' },
  { value: 'side', label: 'Side by side', icon: <Columns2 />, title: 'Side by side (3)' },
  { value: 'overlay', label: 'Overlay', icon: <SquareStack />, title: 'Overlay (4)' },
  { value: 'blink', label: 'Blink', icon: <Eye />, title: 'Blink (5)' },
  {
    value: 'changes',
    label: 'Changes',
    icon: <ScanSearch />,
    title: 'Changes (6)',
  },
]

const UNMEASURED_SEGMENTS = VIEW_SEGMENTS.map((segment) =>
  segment.value === 'changes'
    ? { ...segment, reason: 'The map of changes is drawn when a result has been measured.' }
    : segment,
)

/** How the stage is looked at: the view, the original, the zoom. */
export function StageToolbar({
  hasPicture,
  currentKey,
}: {
  hasPicture: boolean
  currentKey: NodeKey | undefined
}) {
  const view = useStudio((state) => state.view)
  const hasMap = useStudio((state) => isMeasured(state.nodes[currentKey ?? '']))
  const store = useStudioStore()
  return (
    <div className="relative z-20 flex h-10 shrink-0 items-center gap-2 overflow-x-auto border-line border-b px-2 pointer-coarse:h-12">
      <SegmentedRadio
        label="View"
        look="tools"
        segments={hasMap ? VIEW_SEGMENTS : UNMEASURED_SEGMENTS}
        value={view}
        onValue={(value) => store.getState().chooseView(value)}
        segmentClassName="@max-[820px]/stage:not-aria-checked:px-1.5 @max-[820px]/stage:not-aria-checked:[&>[data-label]]:sr-only"
      />
      {hasPicture && <OnDemand part={viewTool} given={{}} />}
      <div className="ml-auto flex items-center gap-px">
        {hasPicture && <OnDemand part={exportComparison} given={{}} />}
        <OriginalButton isDisabled={!hasPicture} />
        <span aria-hidden="true" className="mx-1.5 h-4 w-px shrink-0 bg-line-strong" />
        <Zoom hasPicture={hasPicture} />
      </div>
    </div>
  )
}

/** Pressed as long as it is held, by mouse, finger or key. */
function OriginalButton({ isDisabled }: { isDisabled: boolean }) {
  const store = useStudioStore()
  const isHeld = useStudio((state) => state.isOriginalHeld)
  const hold = () => store.getState().holdOriginal(true)
  const release = () => store.getState().holdOriginal(false)
  return (
    <Button
      look="dim"
      icon={<Contrast />}
      isOn={isHeld}
      disabled={isDisabled}
      aria-label="Original"
      aria-pressed={isHeld}
      title="Hold to see the original (B)"
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && hold()}
      onKeyUp={release}
      onBlur={release}
    >
      <span className="@max-[820px]/stage:hidden">Original</span>
      <span className="@max-[640px]/stage:hidden">
        <Kbd>B</Kbd>
      </span>
    </Button>
  )
}

function Zoom({ hasPicture }: { hasPicture: boolean }) {
  const store = useStudioStore()
  const isFit = useStudio((state) => state.viewport.mode === 'fit')
  const percent = useStudio(({ viewport, scene }) =>
    Math.round(zoomOf(placementOf(viewport, scene).scale, scene.dpr) * 100),
  )
  const word = 'px-2! font-normal'
  return (
    <>
      <IconButton
        label="Zoom out"
        icon={<Minus />}
        disabled={!hasPicture}
        onClick={() => store.getState().stepZoom(-1)}
      />
      <output aria-label="Zoom" className="min-w-12 whitespace-nowrap text-center text-label">
        {hasPicture ? `${percent} %` : '–'}
      </output>
      <IconButton
        label="Zoom in"
        icon={<Plus />}
        disabled={!hasPicture}
        onClick={() => store.getState().stepZoom(1)}
      />
      <Button
        isOn={hasPicture && isFit}
        aria-pressed={isFit}
        className={word}
        onClick={() => store.getState().fitPicture()}
      >
        Fit
      </Button>
      <Button className={word} onClick={() => store.getState().zoomToFull()}>
        100 %
      </Button>
    </>
  )
}
