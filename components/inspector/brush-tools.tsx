'use client'

import { Labelled } from '@/components/inspector/labelled'
import { Section } from '@/components/inspector/section'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Brush, Contrast, Eraser, Redo2, Undo2 } from '@/components/ui/icons'
import { Slider } from '@/components/ui/slider'
import { useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'
import { BRUSH_LIMITS } from '@/lib/studio/masks/mask-actions'
import type { Masking } from '@/lib/studio/masks/masking'

/** The brush and what goes with it, for a mask and for the parts of several results. */
export function BrushTools({ masking }: { masking: Masking }) {
  const store = useStudioStore()
  const { document, isAdding, brushPx, featherPx, isColourMatched } = masking
  const { changeTool: change, paint } = store.getState()
  return (
    <Section
      title="Brush"
      tools={
        <>
          <IconButton
            size="small"
            label="Undo stroke"
            icon={<Undo2 />}
            disabled={document.done.length === 0}
            onClick={() => store.getState().undoMask()}
          />
          <IconButton
            size="small"
            label="Redo stroke"
            icon={<Redo2 />}
            disabled={document.undone.length === 0}
            onClick={() => store.getState().redoMask()}
          />
        </>
      }
    >
      <div role="toolbar" aria-label="Mask tools" className="-ml-1.5 flex items-center">
        <Button
          look="dim"
          isOn={isAdding}
          aria-pressed={isAdding}
          icon={<Brush />}
          className="px-2!"
          onClick={() => change({ isAdding: true })}
        >
          Add
        </Button>
        <Button
          look="dim"
          isOn={!isAdding}
          aria-pressed={!isAdding}
          icon={<Eraser />}
          className="px-2!"
          onClick={() => change({ isAdding: false })}
        >
          Erase
        </Button>
        <Button look="dim" icon={<Contrast />} className="px-2!" onClick={() => paint({ kind: 'invert' })}>
          Invert
        </Button>
        <Button look="dim" className="px-2!" onClick={() => paint({ kind: 'clear' })}>
          Clear
        </Button>
      </div>
      <Labelled label="Size" note="[ and ]">
        <Slider
          label="Brush size"
          hasField
          {...BRUSH_LIMITS}
          step={1}
          value={brushPx}
          valueText={`${brushPx} px`}
          onValue={(value) => change({ brushPx: value })}
        />
      </Labelled>
      <Labelled label="Feather, inward" note="px">
        <Slider
          label="Feather"
          hasField
          min={0}
          max={100}
          step={1}
          value={featherPx}
          valueText={`${featherPx} px`}
          onValue={(value) => change({ featherPx: value })}
        />
      </Labelled>
      <Switch
        label="Match colour to the kept area"
        isOn={isColourMatched}
        onChange={(isOn) => change({ isColourMatched: isOn })}
      />
    </Section>
  )
}
