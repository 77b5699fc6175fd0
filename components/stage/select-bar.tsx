'use client'

import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { NumberField } from '@/components/ui/number-field'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { TakenStep } from '@/lib/engine/selection'
import type { Box, Size } from '@/lib/images/raster'
import { showSize } from '@/lib/studio/facts'
import type { Selection, SelectMode } from '@/lib/studio/selection/selecting'
import { findSelection } from '@/lib/studio/selection/selecting'

const MODES = [
  { value: 'new', label: 'New', title: 'A click selects anew' },
  { value: 'add', label: 'Add', title: 'A click adds (Shift-click)' },
  { value: 'remove', label: 'Take away', title: 'A click takes away (Alt-click)' },
] as const

/** What a click does, what is selected, and the rectangle in numbers. */
export function SelectBar() {
  const store = useStudioStore()
  const selection = useStudio(findSelection)
  const mode = useStudio((state) => state.selectMode)
  const selectAll = () => {
    const { scene, selectBox } = store.getState()
    void selectBox({ x: 0, y: 0, ...scene.reference })
  }
  return (
    <div className="flex h-8 min-w-0 shrink-0 items-center gap-2 pr-2 pl-4 @max-[480px]/stage:h-auto @max-[480px]/stage:flex-wrap @max-[480px]/stage:gap-y-1 @max-[480px]/stage:py-1 @max-[480px]/stage:pl-3 @max-[480px]/stage:[&>[role=radiogroup]]:mr-auto">
      <span className="shrink-0 text-label">Select</span>
      <SegmentedRadio<SelectMode>
        label="A click"
        segments={MODES}
        value={mode}
        onValue={(value) => store.getState().chooseSelectMode(value)}
      />
      <State selection={selection} />
      {selection ? (
        <>
          <BoxFields selection={selection} />
          <Button look="dim" size="small" onClick={() => store.getState().clearSelection()}>
            Clear
          </Button>
        </>
      ) : (
        <Button look="dim" size="small" onClick={selectAll}>
          All
        </Button>
      )}
      <IconButton
        size="small"
        label="Close Select"
        icon={<X />}
        onClick={() => store.getState().toggleSelecting()}
      />
    </div>
  )
}

function State({ selection }: { selection: Selection | undefined }) {
  const store = useStudioStore()
  const isSearching = useStudio((state) => state.search !== null)
  const error = useStudio((state) => state.selectionError?.message)
  return (
    <div className="flex min-h-6 min-w-0 flex-1 items-center gap-2 text-meta @max-[480px]/stage:order-last @max-[480px]/stage:basis-full">
      <p role="status" className="truncate text-ink-2">
        {isSearching ? 'Looking at the picture…' : !error && sayWhat(selection)}
      </p>
      {error && !isSearching && (
        <p role="alert" title={error} className="truncate text-failed">
          {error}
        </p>
      )}
      {isSearching && (
        <Button look="dim" size="small" isBusy onClick={() => store.getState().stopSearch()}>
          Stop
        </Button>
      )}
      {selection && !selection.maskImageId && !isSearching && (
        <Button look="dim" size="small" onClick={() => void store.getState().selectInBox()}>
          Find the thing in it
        </Button>
      )}
      {selection?.step && <Steps step={selection.step} />}
    </div>
  )
}

/** From a part to the thing, and on to what it belongs to. */
function Steps({ step: { at, of } }: { step: TakenStep }) {
  const { stepSelection } = useStudioStore().getState()
  return (
    <span className="ml-auto flex shrink-0 items-center">
      <Button
        look="dim"
        size="small"
        title="The next smaller thing there"
        disabled={at === 0}
        onClick={() => void stepSelection(-1)}
      >
        Smaller
      </Button>
      <Button
        look="dim"
        size="small"
        title="The next larger thing there (click again)"
        disabled={at === of - 1}
        onClick={() => void stepSelection(1)}
      >
        Larger
      </Button>
    </span>
  )
}

function sayWhat(selection: Selection | undefined): string {
  if (!selection) return 'Click on a thing, or drag a rectangle'
  const { step, maskImageId, box } = selection
  const which = step ? `, ${step.at + 1} of ${step.of}` : ''
  return `${maskImageId ? `A thing${which}` : 'A rectangle'}, ${showSize(box)}`
}

const SIDES = [
  { side: 'x', letter: 'X', label: 'Left', of: 'width' },
  { side: 'y', letter: 'Y', label: 'Top', of: 'height' },
  { side: 'width', letter: 'W', label: 'Width', of: 'width' },
  { side: 'height', letter: 'H', label: 'Height', of: 'height' },
] as const satisfies readonly { side: keyof Box; letter: string; label: string; of: keyof Size }[]

/** In px of the picture. Typing turns a shape into the rectangle round it. */
function BoxFields({ selection: { box, picture } }: { selection: Selection }) {
  const store = useStudioStore()
  return (
    <span className="flex shrink-0 items-center gap-1.5 @max-[820px]/stage:hidden">
      {SIDES.map(({ side, letter, label, of }) => (
        <span key={side} className="flex items-center gap-1 text-ink-3 text-meta">
          <span aria-hidden="true">{letter}</span>
          <NumberField
            aria-label={`${label} in pixels`}
            title={`${label} in pixels`}
            value={box[side]}
            min={side === of ? 1 : 0}
            max={picture[of]}
            onValue={(value) => void store.getState().selectBox({ ...box, [side]: value })}
            className="w-13"
          />
        </span>
      ))}
    </span>
  )
}
