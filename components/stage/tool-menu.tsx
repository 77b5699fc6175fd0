'use client'

import { useState } from 'react'
import { useSheetExport } from '@/components/stage/use-sheet-export'
import { IconButton } from '@/components/ui/icon-button'
import {
  Ellipsis,
  EyeOff,
  ImageDown,
  ListFilter,
  Maximize,
  Minus,
  Pause,
  Play,
  Plus,
  SquareDashedMousePointer,
  SquareSplitHorizontal,
  SquareSplitVertical,
} from '@/components/ui/icons'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import { FIRST_SORTING } from '@/lib/studio/stage/pane-sorting'
import type { StudioState } from '@/lib/studio/studio-store'

/** The tools for which a narrow stage has no room. */
export default function ToolMenu() {
  const store = useStudioStore()
  const [anchor, setAnchor] = useState<HTMLElement>()
  const { save, hasFailed } = useSheetExport()
  const items = () => [
    ...itemsOfView(store.getState()),
    ...zoomItems(store.getState()),
    {
      label: 'Select',
      icon: <SquareDashedMousePointer />,
      onSelect: () => store.getState().toggleSelecting(),
    },
    { label: 'Export comparison', icon: <ImageDown />, onSelect: () => void save() },
  ]
  return (
    <span className={cn('hidden @max-[640px]/stage:block', hasFailed && 'text-failed')}>
      <IconButton
        label="More tools"
        icon={<Ellipsis />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && (
        <Menu
          label="More tools"
          anchor={anchor}
          align="end"
          items={items()}
          onClose={() => setAnchor(undefined)}
        />
      )}
      {hasFailed && (
        <span role="alert" className="sr-only">
          The sheet could not be drawn.
        </span>
      )}
    </span>
  )
}

const OneToOne = () => (
  <span aria-hidden="true" className="w-4 text-center font-semibold text-[10px] leading-4">
    1:1
  </span>
)

function zoomItems({ stepZoom, fitPicture, zoomToFull }: StudioState): MenuItem[] {
  return [
    { label: 'Zoom in', icon: <Plus />, onSelect: () => stepZoom(1) },
    { label: 'Zoom out', icon: <Minus />, onSelect: () => stepZoom(-1) },
    { label: 'Fit', icon: <Maximize />, onSelect: fitPicture },
    { label: '100 %', icon: <OneToOne />, onSelect: () => zoomToFull() },
  ]
}

/** What one view alone needs; the opacity of Overlay is a slider of its own. */
function itemsOfView(state: StudioState): MenuItem[] {
  const { view, divider, isBlind, isBlinking, sorting } = state
  if (view === 'split') {
    const isVertical = divider === 'vertical'
    const icon = isVertical ? <SquareSplitVertical /> : <SquareSplitHorizontal />
    return [
      {
        label: isVertical ? 'Split top and bottom' : 'Split left and right',
        icon,
        onSelect: state.turnDivider,
      },
    ]
  }
  if (view === 'side') {
    const label = isBlind ? 'Tell who made which' : 'Choose blind'
    return [
      { label, icon: <EyeOff />, onSelect: () => state.chooseBlind(!isBlind) },
      {
        label: sorting ? 'Results as they were asked for' : 'Sort by kept share',
        icon: <ListFilter />,
        onSelect: () => state.sortPanes(sorting ? null : FIRST_SORTING),
      },
    ]
  }
  if (view !== 'blink') return []
  const icon = isBlinking ? <Pause /> : <Play />
  return [{ label: isBlinking ? 'Pause' : 'Go on blinking', icon, onSelect: () => state.blink(!isBlinking) }]
}
