'use client'

import type { ReactNode } from 'react'
import { Cross } from '@/components/stage/cross'
import { PaneHeader } from '@/components/stage/pane-header'
import { PaneNote } from '@/components/stage/pane-note'
import { PictureLayer } from '@/components/stage/picture-layer'
import type { LayerRole } from '@/components/stage/placement.client'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { cn } from '@/lib/cn'
import { findSelection } from '@/lib/studio/selection/selecting'
import { alignBySize } from '@/lib/studio/stage/alignment'
import type { PlacedPane, StagePane } from '@/lib/studio/stage/scene'

const selectionOutline = createPart(() => import('@/components/stage/selection-outline'))

/**
 * One picture with its bar. In the grid each has a cell of its own; stacked, two lie over each other and the line,
 * the opacity or the blink decides what is seen of them.
 */
export function Pane({
  pane,
  original,
  role = 'whole',
  place,
  isHidden = false,
  hasActions,
  isNarrow = place === 'grid',
  title,
  children,
}: {
  pane: PlacedPane
  original: StagePane | null
  role?: LayerRole
  place: 'grid' | 'whole' | 'left' | 'right'
  isHidden?: boolean
  hasActions?: boolean
  isNarrow?: boolean
  /** In the bar, in place of the name. */
  title?: ReactNode
  children?: ReactNode
}) {
  const { edit, picture } = pane
  const card = useModelCard(edit?.modelId)
  const isHeld = useStudio((state) => state.isOriginalHeld)
  const name = pane.veil ? `Result ${pane.veil}` : edit ? (card?.name ?? edit.modelId) : 'Original'
  const isDone = edit === null || edit.state === 'succeeded'
  const reference = useStudio((state) => state.scene.reference)
  const selection = useStudio(findSelection)
  const held = isHeld && edit !== null && original?.picture ? original.picture : null
  return (
    <figure
      aria-label={name}
      data-edit={edit?.id}
      data-image={edit ? edit.image?.id : picture?.id}
      data-state={edit?.state ?? 'succeeded'}
      className={cn(
        'flex min-h-0 min-w-0 flex-col',
        place === 'grid' ? 'relative bg-stage' : 'pointer-events-none absolute inset-0 [--touch:none]',
      )}
    >
      <div
        className={cn(
          place === 'left' && 'w-1/2',
          place === 'right' && 'ml-auto w-1/2 min-w-fit',
          isHidden && 'opacity-60',
        )}
      >
        <PaneHeader pane={pane} isNarrow={isNarrow} isRight={place === 'right'} hasActions={hasActions}>
          {title}
        </PaneHeader>
      </div>
      <div
        data-viewport={pane.key}
        className="pointer-events-auto relative min-h-0 flex-1 [touch-action:var(--touch)] overflow-hidden"
      >
        {picture && !held && (
          <PictureLayer
            key={picture.id}
            picture={picture}
            alignment={pane.alignment}
            alt={isDone ? `${name}: ${pane.name}` : `What ${name} is working on`}
            role={role}
            isDim={!isDone}
            isHidden={isHidden}
          />
        )}
        {held && (
          <PictureLayer
            picture={held}
            alignment={alignBySize(reference, held)}
            alt={`Original: ${original?.name}`}
            role={role}
          />
        )}
        {selection && selection.imageId === picture?.id && isDone && (
          <OnDemand part={selectionOutline} given={{ selection, alignment: pane.alignment }} />
        )}
        {place === 'grid' && <Cross paneKey={pane.key} />}
        {edit && !isDone && <PaneNote pane={pane} edit={edit} isCentred={place !== 'grid'} />}
        {children}
      </div>
    </figure>
  )
}
