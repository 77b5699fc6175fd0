'use client'

import { type CSSProperties, useEffect, useState } from 'react'
import { CurrentTitle } from '@/components/stage/current-title'
import { Divider } from '@/components/stage/divider'
import { OtherTitle } from '@/components/stage/other-title'
import { Pane } from '@/components/stage/pane'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import type { EditView } from '@/lib/edits/view'
import { areRowsScrolled, chooseColumns, MIN_ROW_PX } from '@/lib/studio/stage/pane-grid'
import type { PlacedPane, StageScene } from '@/lib/studio/stage/scene'
import { listCell } from '@/lib/studio/stage/sweep-cell'
import type { Size } from '@/lib/studio/stage/viewport'

/** What a bar for scrolling takes at most where it lies beside what it scrolls, in CSS px. */
const SCROLLBAR_PX = 12

/** A grid with seams of 1 px, pictures edge to edge. */
export function PaneGrid({ scene, area }: { scene: StageScene; area: Size }) {
  // All may be filtered out.
  const columns = Math.max(1, chooseColumns(scene.panes.length, area, scene.reference))
  const hasModels = new Set(scene.panes.flatMap(({ edit }) => edit?.modelId ?? [])).size > 1
  const isAtFit = useStudio((state) => state.viewport.mode === 'fit')
  const rows = Math.ceil(scene.panes.length / columns)
  const spare = columns * rows - scene.panes.length
  const isScrolled = areRowsScrolled(rows, area.height)
  const free = area.width - (columns - 1) - (isScrolled ? SCROLLBAR_PX : 0)
  const columnWidth = Math.floor(free / columns)
  return (
    <div
      data-scroller=""
      className="grid h-full justify-start gap-px overflow-y-auto overflow-x-hidden overscroll-contain bg-[light-dark(oklch(0_0_0/0.14),oklch(0.175_0_0))]"
      style={
        {
          '--touch': isScrolled && isAtFit ? 'pan-y' : 'none',
          gridAutoRows: `minmax(${MIN_ROW_PX}px, 1fr)`,
          gridTemplateColumns: area.width > 0 ? `repeat(${columns}, ${columnWidth}px)` : '1fr',
        } as CSSProperties
      }
    >
      {scene.panes.map((pane) => (
        <Pane
          key={pane.key}
          pane={pane}
          original={scene.original}
          place="grid"
          title={
            pane.edit && isTold(pane) ? (
              <CellTitle pane={pane} edit={pane.edit} hasModels={hasModels} />
            ) : undefined
          }
        />
      ))}
      {spare > 0 && <div className="bg-stage" style={{ gridColumn: `span ${spare}` }} />}
    </div>
  )
}

const isTold = ({ edit, words = [] }: PlacedPane): boolean => edit?.cell !== undefined || words.length > 0

/** What differs in the run, where no labels of axes say it. */
function CellTitle({ pane, edit, hasModels }: { pane: PlacedPane; edit: EditView; hasModels: boolean }) {
  const card = useModelCard(edit.modelId)
  const model = hasModels ? [card?.shortName ?? edit.modelId] : []
  const name = pane.veil ? [`Result ${pane.veil}`] : model
  const words = [...name, ...(pane.words ?? []), ...listCell(edit.cell ?? {})].join(' · ')
  return (
    <span title={words} className="min-w-0 truncate text-label">
      {words}
    </span>
  )
}

/** One picture, or two that lie over each other. */
export function PaneStack({ scene, isPhone }: { scene: StageScene; isPhone: boolean }) {
  const view = useStudio((state) => state.view)
  const isEditedShown = useBlink(view === 'blink' && scene.panes.length > 1)
  const [first, second] = scene.panes
  if (!first) return null
  const title = (pane: typeof first) => pane.edit && !isPhone && <CurrentTitle edit={pane.edit} />
  if (!second) {
    return (
      <Pane
        key={first.key}
        pane={first}
        original={scene.original}
        place="whole"
        hasActions={!isPhone}
        title={title(first) || undefined}
      />
    )
  }
  // Two bars with all their words do not fit beside each other.
  const areBothResults = first.edit !== null
  const other = !first.letter && <OtherTitle pane={first} currentKey={second.key} />
  return (
    <>
      <Pane
        key={`before ${first.key}`}
        pane={first}
        original={scene.original}
        place="left"
        isNarrow={areBothResults}
        role={view === 'split' ? 'before' : 'whole'}
        title={other || undefined}
      />
      <Pane
        key={second.key}
        pane={second}
        original={scene.original}
        place="right"
        isNarrow={areBothResults}
        hasActions={!isPhone}
        role={view === 'split' ? 'after' : view === 'overlay' ? 'overlay' : 'whole'}
        isHidden={view === 'blink' && !isEditedShown}
        title={title(second) || undefined}
      >
        {view === 'split' && <Divider />}
      </Pane>
    </>
  )
}

/** Slow enough to see each, far below what flashes (WCAG 2.3.1). */
const BLINK_MS = 700

/** Shows one and the other in turn; answers whether it is the edited one's. Who asked for less motion starts it by hand. */
function useBlink(isOn: boolean): boolean {
  const store = useStudioStore()
  const isBlinking = useStudio((state) => state.isBlinking)
  const [isEditedShown, setIsEditedShown] = useState(true)
  useEffect(() => {
    if (isOn && window.matchMedia('(prefers-reduced-motion: reduce)').matches) store.getState().blink(false)
  }, [isOn, store])
  useEffect(() => {
    if (!isOn || !isBlinking) return
    const timer = setInterval(() => setIsEditedShown((isShown) => !isShown), BLINK_MS)
    return () => clearInterval(timer)
  }, [isOn, isBlinking])
  return isEditedShown
}
