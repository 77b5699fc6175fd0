'use client'

import { ModelList } from '@/components/inspector/model-list'
import { Spent } from '@/components/inspector/spent'
import { createPart, OnDemand } from '@/components/ui/on-demand'
import { useStudio } from '@/components/ui/studio-provider'
import { isMaskShown } from '@/lib/studio/masks/mask-slice'
import { listChosen } from '@/lib/studio/stage/chosen'

const comparedDetails = createPart(() => import('@/components/inspector/compared-details'))
const maskPanel = createPart(() => import('@/components/inspector/mask-panel'))
const partsPanel = createPart(() => import('@/components/inspector/parts-panel'))
const nodeDetails = createPart(() => import('@/components/inspector/node-details'))

/** The region "Details": of what is selected, or of the two that are compared. */
export function Inspector() {
  const a = useStudio(({ nodes, selected }) => nodes[listChosen(nodes, selected).at(-2) ?? ''])
  const b = useStudio(({ nodes, selected }) => nodes[listChosen(nodes, selected).at(-1) ?? ''])
  const parts = useStudio((state) => state.parts)
  const masking = useStudio((state) => (isMaskShown(state) ? state.masking : null))
  return (
    <section aria-label="Details" className="flex min-h-0 flex-1 flex-col">
      {masking && parts ? (
        <OnDemand key="parts" part={partsPanel} given={{ parts, masking }} />
      ) : masking ? (
        <OnDemand key="mask" part={maskPanel} given={{ masking }} />
      ) : a && b ? (
        <OnDemand key="two" part={comparedDetails} given={{ a, b }} />
      ) : b ? (
        <OnDemand key="one" part={nodeDetails} given={{ view: b }} />
      ) : (
        <NothingSelected />
      )}
    </section>
  )
}

function NothingSelected() {
  return (
    <div className="scroll-edges overflow-y-auto">
      <div className="border-line border-b">
        <h2 className="flex h-9 items-center px-3 text-section">Details</h2>
        <p className="text-pretty px-3 pt-1 pb-3 text-ink-3 text-ui">
          Choose a result to see its recipe, what it changed, and how to download it.
        </p>
      </div>
      <ModelList />
      <Spent />
    </div>
  )
}
