'use client'

import { BrushTools } from '@/components/inspector/brush-tools'
import { KeptMeter } from '@/components/inspector/kept-meter'
import { Labelled } from '@/components/inspector/labelled'
import { MaskFrame } from '@/components/inspector/mask-frame'
import { RegionList } from '@/components/inspector/region-list'
import { Section } from '@/components/inspector/section'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { SquareDashedMousePointer } from '@/components/ui/icons'
import { SegmentedRadio } from '@/components/ui/segmented-radio'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { ThresholdSlider } from '@/components/ui/threshold-slider'
import type { FidelityReport } from '@/lib/fidelity/report-schema'
import { formatShare } from '@/lib/fidelity/share'
import { showSize } from '@/lib/studio/facts'
import { takenRegions } from '@/lib/studio/masks/mask-document'
import type { Masking } from '@/lib/studio/masks/masking'
import { shapeOf } from '@/lib/studio/selection/selection-shape'

/** What is taken from the edit, and how; everything else stays exactly as it was. */
export default function MaskPanel({ masking }: { masking: Masking }) {
  const report = useStudio((state) => state.reports[masking.edit.id])
  return (
    <MaskFrame
      title="Keep everything else exactly as it was"
      isSending={masking.isSending}
      sending="Sending the mask…"
      nothing={masking.keptShare === 1 ? 'Nothing is taken from the edit yet.' : undefined}
    >
      {report && <Taken masking={masking} report={report} />}
      <BrushTools masking={masking} />
      <Result masking={masking} />
    </MaskFrame>
  )
}

function Taken({ masking, report }: { masking: Masking; report: FidelityReport }) {
  const store = useStudioStore()
  const count = report.regions.length
  const taken = takenRegions(masking.document, count)
  return (
    <Section
      title="Take from the edit"
      note={count > 0 && `${taken.size} of ${count} ${count === 1 ? 'region' : 'regions'}`}
    >
      {count === 0 ? (
        <p className="text-pretty text-ink-2 text-ui">There are no separate regions: paint what is taken.</p>
      ) : (
        <RegionList
          editId={masking.edit.id}
          report={report}
          original={masking.ground.original}
          taken={taken}
          onTake={(number, isTaken) => store.getState().paint({ kind: 'region', number, isTaken })}
        />
      )}
      <FromSelection masking={masking} />
      <Labelled label="Threshold" note={`noise floor ${report.noiseFloor.toFixed(3)}`}>
        <ThresholdSlider noiseFloor={report.noiseFloor} />
      </Labelled>
    </Section>
  )
}

/** What was selected on the picture that is kept takes the place of the mask. */
function FromSelection({ masking }: { masking: Masking }) {
  const store = useStudioStore()
  const selection = useStudio((state) => state.selection)
  const isHere = selection?.imageId === masking.edit.inputImageId
  const shape = isHere ? shapeOf(selection) : undefined
  if (!shape) return null
  const { paint } = store.getState()
  const handleClick = () => {
    paint({ kind: 'clear' })
    paint({ kind: 'shape', isAdding: true, shape })
  }
  return (
    <Button
      look="outline"
      size="small"
      icon={<SquareDashedMousePointer />}
      className="mt-1 w-full justify-start font-normal"
      onClick={handleClick}
    >
      From selection
    </Button>
  )
}

const SHOWN = [
  { value: 'changes', label: 'Changes' },
  { value: 'result', label: 'Result' },
] as const

function Result({ masking }: { masking: Masking }) {
  const store = useStudioStore()
  const { edit, keptShare, ground, isResultShown, isColourMatched, error } = masking
  const exactShare = useStudio((state) => state.reports[edit.id]?.exactShare)
  // Pixels within the mask that are the same by chance are no loss.
  const isGain = typeof exactShare === 'number' && exactShare < keptShare
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
        <span className="text-figure">{formatShare(keptShare)}</span>
        <span className="text-ink-2">kept exactly{isGain && `, was ${formatShare(exactShare)}`}</span>
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
