'use client'

import { ViewSwitch } from '@/components/stage/view-switch'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Contrast, Minus, Plus, SquareDashedMousePointer } from '@/components/ui/icons'
import { Kbd } from '@/components/ui/kbd'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'
import { isPointing } from '@/lib/studio/selection/pointing'
import { placementOf, zoomOf } from '@/lib/studio/stage/viewport'

const exportComparison = createPart(() => import('@/components/stage/export-comparison'))
const toolMenu = createPart(() => import('@/components/stage/tool-menu'))
const viewTool = createPart(() => import('@/components/stage/view-tool'))

/**
 * How the stage is looked at: the view, the original, the zoom. Nothing scrolls away: where the stage is narrow words
 * become icons (840, 900, 960 px), then the lesser tools go into a menu (640), and on a phone all of them (480).
 */
export function StageToolbar({
  hasPicture,
  currentKey,
}: {
  hasPicture: boolean
  currentKey: NodeKey | undefined
}) {
  return (
    <div className="relative z-20 flex h-10 shrink-0 items-center gap-2 border-line border-b px-2 pointer-coarse:h-12 @max-[480px]/stage:flex-wrap @max-[480px]/stage:gap-y-0 @max-[480px]/stage:px-0 @max-[480px]/stage:h-auto! @max-[480px]/stage:min-h-11">
      <ViewSwitch currentKey={currentKey} />
      {hasPicture && <OnDemand part={viewTool} given={{}} />}
      <div className="ml-auto flex shrink-0 items-center gap-px @max-[480px]/stage:order-1 @max-[480px]/stage:ml-0">
        <span className="contents @max-[640px]/stage:hidden">
          {hasPicture && <OnDemand part={exportComparison} given={{}} />}
        </span>
        <span className="flex items-center gap-px @max-[480px]/stage:hidden">
          <SelectButton isDisabled={!hasPicture} />
          <OriginalButton isDisabled={!hasPicture} />
          <span aria-hidden="true" className="mx-1.5 h-4 w-px shrink-0 bg-line-strong" />
          <Zoom hasPicture={hasPicture} />
        </span>
        {hasPicture && <OnDemand part={toolMenu} given={{}} />}
      </div>
    </div>
  )
}

/** Clicks and drags on the picture select, until it is pressed again. */
function SelectButton({ isDisabled }: { isDisabled: boolean }) {
  const store = useStudioStore()
  const isOn = useStudio(isPointing)
  return (
    <Button
      look="dim"
      icon={<SquareDashedMousePointer />}
      isOn={isOn}
      disabled={isDisabled}
      aria-label="Select"
      aria-pressed={isOn}
      title="Select on the picture that is edited (W)"
      onClick={() => store.getState().toggleSelecting()}
      className="@max-[960px]/stage:px-1.5 @max-[640px]/stage:hidden"
    >
      <span className="@max-[960px]/stage:hidden">Select</span>
    </Button>
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
      className="@max-[900px]/stage:px-1.5"
    >
      <span className="@max-[900px]/stage:hidden">Original</span>
      <span className="@max-[960px]/stage:hidden">
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
  const word = 'px-2! font-normal @max-[640px]/stage:hidden'
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
        disabled={!hasPicture}
        aria-pressed={isFit}
        className={word}
        onClick={() => store.getState().fitPicture()}
      >
        Fit
      </Button>
      <Button disabled={!hasPicture} className={word} onClick={() => store.getState().zoomToFull()}>
        100 %
      </Button>
    </>
  )
}
