'use client'

import { useState } from 'react'
import { Facts } from '@/components/inspector/facts'
import { KeepRest } from '@/components/inspector/keep-rest'
import { KeptMeter } from '@/components/inspector/kept-meter'
import { RegionList } from '@/components/inspector/region-list'
import { Section } from '@/components/inspector/section'
import { Alert } from '@/components/ui/alert'
import { TriangleAlert } from '@/components/ui/icons'
import { useStudio } from '@/components/ui/studio-provider'
import { useReport } from '@/components/ui/use-report'
import type { EditView, ImageView } from '@/lib/edits/view'
import { type ChangeKind, hasKeptPart, hasTellingRegions } from '@/lib/fidelity/change-kind'
import { describeReport } from '@/lib/fidelity/description'
import type { FidelityReport } from '@/lib/fidelity/report-schema'
import { formatShare } from '@/lib/fidelity/share'
import { quoteNode } from '@/lib/history/node-name'
import { findInputNode } from '@/lib/studio/stage/scene'
import { isComposed } from '@/lib/studio/stage/shown-model'

/** What the share does not tell by itself. */
const KEPT_WORDS: Record<ChangeKind, string> = {
  identical: 'of the picture kept',
  unchanged: 'of the picture kept',
  cropped: 'of what it shows kept',
  turned: 'of the picture kept, turned',
  mirrored: 'of the picture kept, mirrored',
  extended: 'of the picture kept, extended',
  stretched: 'of the picture kept, stretched',
  tone: 'kept, but for its tone',
  everywhere: 'kept, but all of it changed a little',
  regions: 'of the picture kept',
  regions_and_tone: 'kept, but for the tone',
  regions_and_everywhere: 'kept, but all of it changed a little',
  whole: 'The whole picture changed',
  unsure: 'kept, roughly',
  unplaced: 'Not found on the original',
}

/** What the edit changed and what it kept, in numbers and in words, and the way to keep everything else. */
export function FidelitySection({ edit }: { edit: EditView }) {
  const report = useReport(edit)
  const input = useStudio((state) => findInputNode(state.nodes, edit))
  const error = useStudio(({ fidelityError }) =>
    fidelityError?.editId === edit.id ? fidelityError.error.message : undefined,
  )
  if (edit.state !== 'succeeded' || !edit.inputImageId) return null
  return (
    <Section title="Fidelity" note={input?.kind === 'edit' && `against ${quoteNode(input)}`}>
      {error && (
        <div className="mb-2">
          <Alert>{error}</Alert>
        </div>
      )}
      {edit.keptShare === null ? (
        <p className="text-ink-3 text-ui">Being measured…</p>
      ) : (
        <Kept share={edit.keptShare} kind={edit.changeKind ?? 'regions'} />
      )}
      {report && input?.image && <Report edit={edit} report={report} original={input.image} />}
    </Section>
  )
}

/** How much was kept; a share that nothing proves, or that is next to nothing, is not drawn. */
function Kept({ share, kind }: { share: number; kind: ChangeKind }) {
  const words = KEPT_WORDS[kind]
  if (kind === 'unplaced' || kind === 'whole') return <p className="text-ink">{words}</p>
  return (
    <>
      <p className="flex items-baseline gap-1.5">
        <span className="shrink-0 whitespace-nowrap text-figure">{formatShare(share)}</span>
        <span className="text-ink-2">{words}</span>
      </p>
      <div className="mt-2 flex">
        <KeptMeter share={share} />
      </div>
    </>
  )
}

type ReportProps = { edit: EditView; report: FidelityReport; original: ImageView }

function Report({ edit, report, original }: ReportProps) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  // Of a composite its proof says what is exactly as it was.
  const told = isComposed(edit.modelId) ? { ...report, exactShare: null } : report
  const { warnings, sentences } = describeReport(told, original)
  const all = report.regions.map((_, index) => index + 1)
  const taken = all.filter((number) => !left.has(number))
  const handleTake = (number: number, isTaken: boolean) => {
    const next = new Set(left)
    if (isTaken) next.delete(number)
    else next.add(number)
    setLeft(next)
  }
  const areRegionsListed = hasTellingRegions(report)
  return (
    <div className="mt-3 flex flex-col gap-3">
      {warnings.map((warning) => (
        <p key={warning} className="flex gap-1.5 text-pretty text-ui text-unknown">
          <TriangleAlert className="mt-0.5 size-3" />
          {warning}
        </p>
      ))}
      {sentences.map((sentence) => (
        <p key={sentence} className="text-pretty text-ink-2 text-ui">
          {keepTogether(sentence)}
        </p>
      ))}
      <Facts rows={factsOf(report)} />
      {areRegionsListed && (
        <RegionList
          editId={edit.id}
          report={report}
          original={original}
          taken={new Set(taken)}
          onTake={handleTake}
        />
      )}
      {!isComposed(edit.modelId) && (
        <KeepRest edit={edit} original={original} taken={taken} areRegionsListed={areRegionsListed} />
      )}
    </div>
  )
}

/** Where the result lies on the original and, of what was kept, how much its colours moved and what else happened. */
function factsOf(report: FidelityReport) {
  const { alignment, drift, outside } = report
  const { residualPx, confidence } = alignment
  const ofAll = [
    { name: 'Alignment', value: showAlignment(alignment) },
    { name: 'Certainty', value: `${(100 * confidence).toFixed(0)} %, within ${residualPx.toFixed(2)} px` },
  ]
  if (!hasKeptPart(report)) return ofAll
  return [
    ...ofAll,
    {
      name: 'Colour drift',
      value: `L ${signed(drift.lightness, 3)}, a ${signed(drift.a, 3)}, b ${signed(drift.b, 3)}`,
    },
    ...(drift.edges
      ? [{ name: 'Edges', value: `lightness ${signed(100 * drift.edges, 0)} % at the corners` }]
      : []),
    { name: 'Outside', value: `p99 ${outside.p99Distance.toFixed(3)}, SSIM ${outside.ssim.toFixed(3)}` },
  ]
}

/** A number and its sign stand on one line. */
const keepTogether = (words: string) => words.replaceAll(' %', '\u00a0%')

/** What rounds to nothing has no sign. */
function signed(value: number, digits: number): string {
  const shown = Math.abs(value).toFixed(digits)
  if (Number(shown) === 0) return shown
  return `${value < 0 ? '−' : '+'}${shown}`
}

function showAlignment({ scaleX, scaleY, shiftX, shiftY, rotationDeg }: FidelityReport['alignment']): string {
  const isResized = Math.abs(scaleX) !== 1 || scaleY !== 1
  const isShifted = shiftX !== 0 || shiftY !== 0
  const words = [
    scaleX < 0 && 'mirrored',
    isResized && `scale ${Math.abs(scaleX).toFixed(3)} × ${scaleY.toFixed(3)}`,
    isShifted && `shift ${signed(shiftX, 1)}, ${signed(shiftY, 1)} px`,
    rotationDeg !== 0 && `turned ${Number(rotationDeg.toFixed(2))}°`,
  ].filter((word) => word !== false)
  return words.join(', ') || 'in place, px on px'
}
