'use client'

import { useMemo } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { ChevronLeft, ChevronRight } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import type { EditView } from '@/lib/edits/view'
import { listRun } from '@/lib/history/run-results'

/** The model of the result that is shown and, when its run has more, the way to the others. */
export function CurrentTitle({ edit }: { edit: EditView }) {
  const card = useModelCard(edit.modelId)
  const { position, count, step } = useRunSteps(edit)
  return (
    <span className="flex shrink-0 items-center gap-1 text-label">
      {count > 1 && (
        <span className="flex items-center text-ink-3 text-meta">
          <IconButton size="small" label="Previous result" icon={<ChevronLeft />} onClick={() => step(-1)} />
          {position} of {count}
          <IconButton size="small" label="Next result" icon={<ChevronRight />} onClick={() => step(1)} />
        </span>
      )}
      {card?.shortName ?? edit.modelId}
    </span>
  )
}

/** Where a result stands in its run, counted from 1. */
export function useRunSteps(edit: EditView) {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const run = useMemo(() => listRun(Object.values(nodes), edit.runId), [nodes, edit.runId])
  return {
    position: run.findIndex((other) => other.id === edit.id) + 1,
    count: run.length,
    step: (by: 1 | -1) => store.getState().showNeighbour(by),
  }
}
