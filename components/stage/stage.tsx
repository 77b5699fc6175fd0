'use client'

import { type ReactNode, useEffect } from 'react'
import { StageToolbar } from '@/components/stage/stage-toolbar'
import { useStageKeys } from '@/components/stage/use-stage-keys'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { findCurrentKey } from '@/lib/studio/current-key'
import { followPrimary } from '@/lib/studio/inputs/follow-primary'

/** An empty project needs none of what shows pictures. */
const stagePictures = createPart(() => import('@/components/stage/stage-pictures'))

/**
 * The region "Stage". `welcome` takes the place of the picture while the project is empty; `clearBottomPx` is how much
 * the composer covers at the bottom: Fit and the welcome keep clear of it.
 */
export function Stage({ welcome, clearBottomPx }: { welcome?: ReactNode; clearBottomPx: number }) {
  const store = useStudioStore()
  const currentKey = useStudio(findCurrentKey)
  useStageKeys(currentKey)
  useEffect(() => followPrimary(store), [store])
  const isEmpty = welcome !== undefined || !currentKey
  return (
    <section
      aria-label="Stage"
      className="@container/stage relative flex min-h-0 min-w-0 flex-1 flex-col overflow-clip bg-stage"
    >
      <StageToolbar hasPicture={!isEmpty} currentKey={currentKey} />
      {isEmpty ? (
        <div className="flex min-h-0 flex-1 flex-col" style={{ paddingBottom: clearBottomPx }}>
          {welcome ?? <NothingChosen />}
        </div>
      ) : (
        <OnDemand part={stagePictures} given={{ clearBottomPx }} />
      )}
    </section>
  )
}

function NothingChosen() {
  return <p className="p-4 text-ink-2 text-ui">Add a photo, or choose a picture in the history.</p>
}
