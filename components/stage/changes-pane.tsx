'use client'

import { useEffect } from 'react'
import { ChangeLayer } from '@/components/stage/change-layer'
import { ChangesHeader } from '@/components/stage/changes-header'
import { PictureLayer } from '@/components/stage/picture-layer'
import { RegionMarks } from '@/components/stage/region-marks'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { useReport } from '@/components/ui/use-report'
import type { EditView } from '@/lib/edits/view'
import { alignBySize, isTurned } from '@/lib/studio/stage/alignment'
import type { PlacedPane, StagePane } from '@/lib/studio/stage/scene'

const maskLayer = createPart(() => import('@/components/stage/mask-layer'))

/**
 * What an edit changed, over the greyed result: kept is grey, changed is magenta. Where the result is turned or mirrored,
 * over the original, in whose px the changes are.
 */
export default function ChangesPane({ pane, edit, original }: ChangesPaneProps) {
  const store = useStudioStore()
  const card = useModelCard(edit.modelId)
  const report = useReport(edit)
  const maps = useStudio((state) => (state.maps?.editId === edit.id ? state.maps : null))
  const masking = useStudio((state) => (state.masking?.edit.id === edit.id ? state.masking : null))
  const isHeld = useStudio((state) => state.isOriginalHeld)
  const reference = useStudio((state) => state.scene.reference)
  const isAwaited = useStudio((state) => state.isRegionAwaited)
  useEffect(() => void store.getState().loadMaps(edit.id), [store, edit.id])
  useEffect(() => {
    if (isAwaited) store.getState().lookAtRegion()
  }, [store, isAwaited])
  const name = card?.name ?? edit.modelId
  const isOriginal = isHeld || masking?.isResultShown === true
  const { picture } = original
  const isResultTurned = edit.alignment !== null && isTurned(edit.alignment)
  const ground = isResultTurned ? picture : pane.picture
  return (
    <figure
      aria-label={name}
      data-edit={edit.id}
      data-image={edit.image?.id}
      data-state={edit.state}
      className="absolute inset-0 flex min-h-0 min-w-0 flex-col"
    >
      <ChangesHeader edit={edit} report={report} original={picture} isMasking={masking !== null} />
      <div data-viewport={pane.key} className="relative min-h-0 flex-1 touch-none overflow-hidden">
        {isOriginal && picture ? (
          <PictureLayer
            picture={picture}
            alignment={alignBySize(reference, picture)}
            alt={`Original: ${original.name}`}
          />
        ) : (
          ground && (
            <PictureLayer
              isGrey
              picture={ground}
              alignment={isResultTurned ? alignBySize(reference, ground) : pane.alignment}
              alt={isResultTurned ? `Original: ${original.name}, in grey` : `${name}: ${pane.name}, in grey`}
            />
          )
        )}
        {!isOriginal && maps && report && <ChangeLayer map={maps.changes} report={report} />}
        {masking && !isHeld && picture && <OnDemand part={maskLayer} given={{ pane, original: picture }} />}
        {!isOriginal && report && <RegionMarks editId={edit.id} report={report} hasBoxes={!masking} />}
      </div>
    </figure>
  )
}

type ChangesPaneProps = {
  pane: PlacedPane
  edit: EditView
  /** What the edit was made from. */
  original: StagePane
}
