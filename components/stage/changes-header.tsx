'use client'

import { IconButton } from '@/components/ui/icon-button'
import { ChevronLeft, ChevronRight, TriangleAlert } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { ThresholdSlider } from '@/components/ui/threshold-slider'
import { useModelCard } from '@/components/ui/use-model-card'
import type { EditView, ImageView } from '@/lib/edits/view'
import { hasTellingRegions } from '@/lib/fidelity/change-kind'
import { describeReport } from '@/lib/fidelity/description'
import type { FidelityReport } from '@/lib/fidelity/report-schema'

/** What is compared with what, how many regions changed and the way through them, and what the colours mean. */
export function ChangesHeader({
  edit,
  report,
  original,
  isMasking,
}: {
  edit: EditView
  report: FidelityReport | undefined
  original: ImageView | null
  isMasking: boolean
}) {
  const card = useModelCard(edit.modelId)
  const error = useStudio(({ fidelityError }) =>
    fidelityError?.editId === edit.id ? fidelityError.error.message : undefined,
  )
  return (
    <div className="flex h-8 min-w-0 shrink-0 items-center gap-2 pr-3 pl-4">
      <span className="shrink-0 text-label">Changes</span>
      <p className="flex min-w-0 flex-1 items-center gap-1 text-ink-2 text-meta">
        {error ? (
          <span role="alert" className="truncate text-failed">
            {error}
          </span>
        ) : (
          <Facts name={card?.shortName ?? edit.modelId} report={report} original={original} />
        )}
      </p>
      {report && !isMasking && (
        <div
          className="flex shrink-0 items-center gap-2 text-ink-2 text-meta @max-[480px]/stage:hidden"
          title="Threshold"
        >
          <span aria-hidden="true" className="@max-[820px]/stage:hidden">
            Threshold
          </span>
          <div className="w-40 @max-[820px]/stage:w-28 [&_input]:h-6 [&_input]:text-meta">
            <ThresholdSlider noiseFloor={report.noiseFloor} />
          </div>
        </div>
      )}
      {report && report.regions.length > 0 && <RegionSteps edit={edit} count={report.regions.length} />}
      <span className="flex shrink-0 items-center gap-3 text-ink-2 text-meta @max-[640px]/stage:hidden">
        <span className="flex items-center gap-1.5">
          <i className="size-2.5 rounded-[2px] bg-map" />
          changed
        </span>
        {isMasking && (
          <span className="flex items-center gap-1.5">
            <i className="size-2.5 rounded-[2px] border-[1.5px] border-ink" />
            taken from the edit
          </span>
        )}
      </span>
    </div>
  )
}

/** A doubt goes before every number. */
function Facts({
  name,
  report,
  original,
}: {
  name: string
  report: FidelityReport | undefined
  original: ImageView | null
}) {
  if (!report || !original) return 'Loading…'
  const { warnings, sentences } = describeReport(report, original)
  if (warnings[0])
    return (
      <>
        <TriangleAlert className="size-3 text-unknown" />
        <span className="truncate" title={warnings[0]}>
          {warnings[0]}
        </span>
      </>
    )
  const count = report.regions.length
  const words = `${name} against the original · ${count} ${count === 1 ? 'region' : 'regions'}`
  return <span className="truncate">{hasTellingRegions(report) ? words : sentences[0]}</span>
}

function RegionSteps({ edit, count }: { edit: EditView; count: number }) {
  const store = useStudioStore()
  const index = useStudio(({ region }) => (region?.editId === edit.id ? region.index : undefined))
  const step = (by: 1 | -1) => store.getState().stepRegion(edit.id, by)
  return (
    <span className="flex shrink-0 items-center text-ink-2 text-meta">
      <IconButton size="small" label="Previous change" icon={<ChevronLeft />} onClick={() => step(-1)} />
      <span role="status" className="min-w-10 whitespace-nowrap text-center">
        {index === undefined ? `– of ${count}` : `${index + 1} of ${count}`}
      </span>
      <IconButton size="small" label="Next change" icon={<ChevronRight />} onClick={() => step(1)} />
    </span>
  )
}
