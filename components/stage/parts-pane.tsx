'use client'

import { useMemo } from 'react'
import { PictureLayer } from '@/components/stage/picture-layer'
import { ResultCanvas } from '@/components/stage/result-canvas'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { keyOfEdit } from '@/lib/history/node-key'
import { maskOfLabel } from '@/lib/studio/masks/part-labels'
import type { Parts } from '@/lib/studio/masks/parts'
import { alignBySize } from '@/lib/studio/stage/alignment'
import { LETTERS } from '@/lib/studio/stage/chosen'
import { placeNode } from '@/lib/studio/stage/place-node'
import type { PlacedPane, StagePane } from '@/lib/studio/stage/scene'

const maskLayer = createPart(() => import('@/components/stage/mask-layer'))

/** The picture that is put together: the original, over it what is taken from each result, and the brush. */
export default function PartsPane({ parts, pane, original }: PartsPaneProps) {
  const card = useModelCard(pane.edit?.modelId)
  const isHeld = useStudio((state) => state.isOriginalHeld)
  const reference = original.picture
  if (!reference) return null
  return (
    <figure aria-label="Best parts" className="absolute inset-0 flex min-h-0 min-w-0 flex-col">
      <div className="flex h-8 min-w-0 shrink-0 items-center gap-2 pr-3 pl-4">
        <span className="shrink-0 text-label">Best parts</span>
        <span className="min-w-0 truncate text-ink-2 text-meta">
          painting from {LETTERS[parts.at]}, {card?.shortName ?? pane.edit?.modelId}: {pane.name}
        </span>
      </div>
      <div data-viewport={pane.key} className="relative min-h-0 flex-1 touch-none overflow-hidden">
        <PictureLayer
          picture={reference}
          alignment={alignBySize(reference, reference)}
          alt={`Original: ${original.name}`}
        />
        {!isHeld &&
          parts.edits.map(
            (edit, index) => index !== parts.at && <Taken key={edit.id} parts={parts} index={index} />,
          )}
        {!isHeld && <OnDemand key={pane.key} part={maskLayer} given={{ pane, original: reference }} />}
      </div>
    </figure>
  )
}

type PartsPaneProps = {
  parts: Parts
  /** Of the result in hand. */
  pane: PlacedPane
  original: StagePane
}

/** What is taken from a result that is not in hand. */
function Taken({ parts, index }: { parts: Parts; index: number }) {
  const edit = parts.edits[index]!
  const reference = useStudio(({ nodes }) => nodes[parts.originalKey]?.image)
  const nodes = useStudio((state) => state.nodes)
  const mask = useMemo(() => maskOfLabel(parts.labels, index + 1), [parts.labels, index])
  if (!edit.image || !reference) return null
  return (
    <ResultCanvas
      picture={edit.image}
      place={placeNode(nodes, keyOfEdit(edit.id), reference)}
      mask={mask}
      featherPx={0}
      original={reference}
    />
  )
}
