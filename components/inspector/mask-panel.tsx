'use client'

import type { ReactNode } from 'react'
import { KeptMeter } from '@/components/inspector/kept-meter'
import { RegionList } from '@/components/inspector/region-list'
import { Section } from '@/components/inspector/section'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Brush, Contrast, Eraser, Redo2, Undo2, X } from '@/components/ui/icons'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { Slider } from '@/components/ui/slider'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Switch } from '@/components/ui/switch'
import { ThresholdSlider } from '@/components/ui/threshold-slider'
import type { FidelityReport } from '@/lib/fidelity/report-schema'
import { showShare, showSize } from '@/lib/studio/facts'
import { BRUSH_LIMITS } from '@/lib/studio/mask-actions'
import { takenRegions } from '@/lib/studio/mask-document'
import type { Masking } from '@/lib/studio/masking'

/** What is taken from the edit, and how; everything else stays exactly as it was. */
export default function MaskPanel({ masking }: { masking: Masking }) {
  const store = useStudioStore()
  const report = useStudio((state) => state.reports[masking.edit.id])
  const leave = () => store.getState().leaveMask()
  const isEmpty = masking.keptShare === 1
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-1 border-line border-b pr-2 pl-3">
        <h3 className="flex-1 truncate text-section">Keep everything else exactly as it was</h3>
        <IconButton size="small" label="Close" icon={<X />} onClick={leave} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {report && <Taken masking={masking} report={report} />}
        <Tools masking={masking} />
        <Result masking={masking} />
      </div>
      <div className="flex shrink-0 items-center gap-2 border-line border-t p-3">
        <Button look="dim" onClick={leave}>
          Cancel
        </Button>
        <p className="flex-1 text-right text-ink-3 text-meta">
          {isEmpty && 'Nothing is taken from the edit yet.'}
          {masking.isSending && <span role="status">Sending the mask…</span>}
        </p>
        <Button
          look="strong"
          isBusy={masking.isSending}
          disabled={isEmpty || masking.isSending}
          onClick={() => void store.getState().applyMask()}
        >
          Apply
        </Button>
      </div>
    </>
  )
}

function Taken({ masking, report }: { masking: Masking; report: FidelityReport }) {
  const store = useStudioStore()
  const count = report.regions.length
  const taken = takenRegions(masking.document, count)
  return (
    <Section
      title="Take from the edit"
      note={`${taken.size} of ${count} ${count === 1 ? 'region' : 'regions'}`}
    >
      <RegionList
        editId={masking.edit.id}
        report={report}
        original={masking.ground.original}
        taken={taken}
        onTake={(number, isTaken) => store.getState().paint({ kind: 'region', number, isTaken })}
      />
      <Labelled label="Threshold" note={`noise floor ${report.noiseFloor.toFixed(3)}`}>
        <ThresholdSlider noiseFloor={report.noiseFloor} />
      </Labelled>
    </Section>
  )
}

function Tools({ masking }: { masking: Masking }) {
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
          isOn={isAdding}
          aria-pressed={isAdding}
          icon={<Brush />}
          className="px-2!"
          onClick={() => change({ isAdding: true })}
        >
          Add
        </Button>
        <Button
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

const SHOWN = [
  { value: 'changes', label: 'Changes' },
  { value: 'result', label: 'Result' },
] as const

function Result({ masking }: { masking: Masking }) {
  const store = useStudioStore()
  const { edit, keptShare, ground, isResultShown, isColourMatched, error } = masking
  return (
    <Section
      title="Result"
      tools={
        <SegmentedRadio
          label="Show on the stage"
          segments={SHOWN}
          value={isResultShown ? 'result' : 'changes'}
          onValue={(value) => store.getState().changeTool({ isResultShown: value === 'result' })}
        />
      }
    >
      <p className="flex items-baseline gap-1.5">
        <span className="text-figure">{showShare(keptShare)}</span>
        <span className="text-ink-2">
          kept{edit.keptShare !== null && `, was ${showShare(edit.keptShare)}`}
        </span>
      </p>
      <div className="mt-2 flex">
        <KeptMeter share={keptShare} />
      </div>
      <p className="mt-2 text-pretty text-ink-2 text-ui">
        Outside the mask every pixel equals the original, at its full {showSize(ground.original)}. The proof
        is stored with the image.
        {isResultShown && isColourMatched && ' Colours are matched when it is applied, not in this preview.'}
      </p>
      {error && <Alert>{error.message}</Alert>}
    </Section>
  )
}

function Labelled({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="mt-2">
      <p aria-hidden="true" className="flex justify-between text-ui">
        <span>{label}</span>
        <span className="text-ink-3 text-meta">{note}</span>
      </p>
      {children}
    </div>
  )
}
