'use client'

import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Brush, Eraser, Redo2, SlidersHorizontal, Undo2 } from '@/components/ui/icons'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { formatShare } from '@/lib/fidelity/share'
import { BRUSH_LIMITS } from '@/lib/studio/masks/mask-actions'
import type { Masking } from '@/lib/studio/masks/masking'
import type { Parts } from '@/lib/studio/masks/parts'
import { LETTERS } from '@/lib/studio/stage/chosen'

/**
 * The mask where Details are a drawer: in the place of the composer, so that the picture that is painted on stays in
 * sight. `onMore` opens the drawer with the regions and the finer settings.
 */
export default function BrushBar({ onMore }: { onMore: () => void }) {
  const masking = useStudio((state) => state.masking)
  return masking && <Bar masking={masking} onMore={onMore} />
}

function Bar({ masking, onMore }: { masking: Masking; onMore: () => void }) {
  const store = useStudioStore()
  const parts = useStudio((state) => state.parts)
  const { keptShare, isSending, error } = masking
  return (
    <section aria-label="Mask" className="flex flex-col gap-1">
      <p className="flex items-baseline gap-2 px-1 max-sm:pt-3">
        <span className="min-w-0 flex-1 truncate text-section">
          {parts ? 'Best parts' : 'Keep everything else exactly as it was'}
        </span>
        <span role="status" className="shrink-0 text-ink-2">
          {formatShare(keptShare)} kept
        </span>
      </p>
      {parts && <Results parts={parts} />}
      <div className="flex items-center gap-1 max-sm:flex-wrap">
        <Strokes masking={masking} />
        <div className="flex flex-1 items-center justify-end gap-1 max-sm:basis-full max-sm:pt-1">
          <Button look="dim" icon={<SlidersHorizontal />} onClick={onMore} className="max-sm:mr-auto">
            {parts ? 'Results' : 'Regions'}
          </Button>
          <Button look="dim" onClick={() => store.getState().leaveMask()}>
            Cancel
          </Button>
          <Button
            look="strong"
            isBusy={isSending}
            disabled={keptShare === 1 || isSending}
            onClick={() => void store.getState().applyMask()}
          >
            Apply
          </Button>
        </div>
      </div>
      {error && <Alert>{error.message}</Alert>}
    </section>
  )
}

/** Which result is painted from, by its letter. */
function Results({ parts: { edits, at } }: { parts: Parts }) {
  const store = useStudioStore()
  const letters = edits.map((_, index) => ({ value: String(index), label: LETTERS[index]! }))
  return (
    <div className="flex items-center gap-2 px-1">
      <span className="text-ink-2">Paint from</span>
      <SegmentedRadio
        label="Paint from"
        segments={letters}
        value={String(at)}
        onValue={(value) => store.getState().choosePart(Number(value))}
        segmentClassName="min-w-8 justify-center"
      />
    </div>
  )
}

function Strokes({ masking: { document, isAdding, brushPx } }: { masking: Masking }) {
  const store = useStudioStore()
  const { changeTool, undoMask, redoMask } = store.getState()
  return (
    <div role="toolbar" aria-label="Mask tools" className="flex min-w-0 flex-1 items-center gap-px">
      <IconButton
        label="Add"
        isOn={isAdding}
        icon={<Brush />}
        onClick={() => changeTool({ isAdding: true })}
      />
      <IconButton
        label="Erase"
        isOn={!isAdding}
        icon={<Eraser />}
        onClick={() => changeTool({ isAdding: false })}
      />
      <div className="min-w-24 max-w-60 flex-1 px-2">
        <Slider
          label="Brush size"
          {...BRUSH_LIMITS}
          step={1}
          value={brushPx}
          valueText={`${brushPx} px`}
          onValue={(value) => changeTool({ brushPx: value })}
        />
      </div>
      <IconButton
        label="Undo stroke"
        icon={<Undo2 />}
        disabled={document.done.length === 0}
        onClick={undoMask}
      />
      <IconButton
        label="Redo stroke"
        icon={<Redo2 />}
        disabled={document.undone.length === 0}
        onClick={redoMask}
      />
    </div>
  )
}
