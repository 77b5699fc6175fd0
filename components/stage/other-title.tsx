'use client'

import { useMemo } from 'react'
import { Select } from '@/components/ui/select'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import type { NodeKey } from '@/lib/history/node-key'
import { listOthers, type StagePane } from '@/lib/studio/stage/scene'
import { findShownModel } from '@/lib/studio/stage/shown-model'

/** Which picture the current one is compared with: the original, a step that led to it, or a result of its run. */
export function OtherTitle({ pane, currentKey }: { pane: StagePane; currentKey: NodeKey }) {
  const store = useStudioStore()
  const nodes = useStudio((state) => state.nodes)
  const cards = useStudio((state) => state.cards)
  const options = useMemo(
    () =>
      listOthers(nodes, currentKey).map(({ key, edit, name }) => ({
        value: key,
        label: edit
          ? `${findShownModel(cards, edit.modelId)?.shortName ?? edit.modelId}: ${name}`
          : 'Original',
      })),
    [nodes, cards, currentKey],
  )
  if (options.length < 2) return <span className="shrink-0 text-label">Original</span>
  return (
    <Select
      isBare
      aria-label="Compare with"
      options={options}
      value={pane.key}
      onValue={(key) => store.getState().chooseOther(key)}
      className="shrink-0 [&>select]:max-w-44 [&>select]:text-left [&>select]:text-label [&>select]:text-ink [&>select]:[field-sizing:content]"
    />
  )
}
