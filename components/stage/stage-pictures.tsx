'use client'

import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react'
import { PaneGrid, PaneStack } from '@/components/stage/panes'
import { PhoneBar } from '@/components/stage/phone-bar'
import { StageAnnouncer } from '@/components/stage/stage-announcer'
import { SweepGrid } from '@/components/stage/sweep-grid'
import { useGestures } from '@/components/stage/use-gestures'
import { useMeasuredScene } from '@/components/stage/use-measured-scene'
import { useStageScene } from '@/components/stage/use-scene'
import { useSortedScene } from '@/components/stage/use-sorted-scene'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import { isPointing } from '@/lib/studio/selection/pointing'
import { isMeasured } from '@/lib/studio/stage/chosen'
import type { StageScene } from '@/lib/studio/stage/scene'
import { arrangeSweep } from '@/lib/studio/stage/sweep-grid'

const partsPane = createPart(() => import('@/components/stage/parts-pane'))
const changesPane = createPart(() => import('@/components/stage/changes-pane'))
const sortBar = createPart(() => import('@/components/stage/sort-bar'))
const selectPane = createPart(() => import('@/components/stage/select-pane'))

/** Below this the stage is a phone's: one picture, its bar beneath. */
const PHONE_WIDTH_PX = 480
/** The bar itself, and a picture above it that is still one. */
const BAR_NEEDS_PX = 240

/** The picture, or the pictures, with all that moves them. */
export default function StagePictures({ clearBottomPx }: { clearBottomPx: number }) {
  const scene = useStageScene()
  return scene ? <Pictures scene={scene} clearBottomPx={clearBottomPx} /> : null
}

function Pictures({ scene: asked, clearBottomPx }: { scene: StageScene; clearBottomPx: number }) {
  const panes = useRef<HTMLDivElement>(null)
  const view = useStudio((state) => state.view)
  const sorting = useStudio((state) => state.sorting)
  const scene = useSortedScene(asked)
  const isSelectShown = useStudio(isPointing)
  const parts = useStudio((state) => (isMaskShown(state) ? state.parts : null))
  const [area, setArea] = useState({ width: 0, height: 0, free: 0 })
  const isGrid = view === 'side' && asked.panes.length > 1
  const sweep = isGrid && !scene.isSorted ? arrangeSweep(scene.panes) : undefined
  const isPhone = area.width > 0 && area.width < PHONE_WIDTH_PX
  const current = scene.panes.find((pane) => pane.key === scene.currentKey)?.edit
  const mapped = view === 'changes' && isMeasured(current ?? undefined) ? current : null
  const isMasking = useStudio(isMaskShown)
  const hasBar =
    isPhone && !isGrid && current != null && !isMasking && area.free - clearBottomPx > BAR_NEEDS_PX
  // The grid ends above the composer, a single picture may run beneath it.
  const isClear = isGrid || hasBar

  useLayoutEffect(() => {
    const element = panes.current
    if (!element) return
    const measure = () =>
      setArea({
        width: element.clientWidth,
        height: element.clientHeight,
        free: element.parentElement?.clientHeight ?? 0,
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const layout = `${isGrid} ${scene.panes.map((pane) => pane.key).join()} ${area.width} ${area.height}`
  useMeasuredScene(panes, scene, layout, isClear ? 0 : clearBottomPx)
  useGestures(panes)

  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      style={
        {
          '--clear': `${isClear ? 0 : clearBottomPx}px`,
          paddingBottom: isClear ? clearBottomPx : 0,
        } as CSSProperties
      }
    >
      {isGrid && sorting && (
        <OnDemand part={sortBar} given={{ sorting, shown: countResults(scene), all: countResults(asked) }} />
      )}
      <div ref={panes} className="relative min-h-0 flex-1 data-panning:cursor-grab">
        {parts && scene.original ? (
          <OnDemand
            key="parts"
            part={partsPane}
            given={{ parts, pane: scene.panes[0]!, original: scene.original }}
          />
        ) : isSelectShown ? (
          <OnDemand key="select" part={selectPane} given={{ pane: scene.panes[0]! }} />
        ) : mapped && scene.original ? (
          <OnDemand
            key="changes"
            part={changesPane}
            given={{ pane: scene.panes[0]!, edit: mapped, original: scene.original }}
          />
        ) : sweep ? (
          <SweepGrid layout={sweep} scene={scene} area={area} />
        ) : isGrid ? (
          <PaneGrid scene={scene} area={area} />
        ) : (
          <PaneStack scene={scene} isPhone={isPhone} />
        )}
      </div>
      {hasBar && <PhoneBar edit={current} />}
      <StageAnnouncer panes={scene.panes} />
    </div>
  )
}

const countResults = ({ panes }: StageScene): number => panes.filter(({ edit }) => edit).length
