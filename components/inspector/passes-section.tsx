'use client'

import { useEffect, useState } from 'react'
import { Section } from '@/components/inspector/section'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Layers } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useBusy } from '@/components/ui/use-busy'
import type { EditView } from '@/lib/edits/view'
import { formatShare } from '@/lib/fidelity/share'
import { keyOfRoot } from '@/lib/history/node-key'
import {
  canApplyToOriginal,
  countSteps,
  isToneOnTheWay,
  type PassesAt,
  type PassShare,
  passesInBox,
} from '@/lib/studio/fidelity/passes'

/** How many models each area went through since the original, and the way to spare the rest of the picture that. */
export function PassesSection({ edit }: { edit: EditView }) {
  const store = useStudioStore()
  const steps = useStudio(({ nodes }) => countSteps(nodes, edit))
  const passes = useStudio((state) => (state.passes?.editId === edit.id ? state.passes : null))
  // Before it is measured nobody knows where the last step touched the picture.
  const isSeveral = steps > 1 && edit.keptShare !== null
  useEffect(() => {
    if (isSeveral) void store.getState().countPasses(edit)
  }, [store, isSeveral, edit])
  if (!isSeveral || !passes) return null
  return (
    <Section title="Model passes" note={`in ${steps} steps since the original`}>
      <ul className="flex flex-col gap-1.5 text-ui">
        {passes.areas.map((area) => (
          <Area key={area.passes} area={area} />
        ))}
      </ul>
      <ChosenRegion edit={edit} at={passes.at} />
      <ToOriginal edit={edit} />
    </Section>
  )
}

function Area({ area: { passes, share } }: { area: PassShare }) {
  return (
    <li className="flex items-center gap-2">
      <span className="w-28 shrink-0 truncate text-ink-2">{wordsOf(passes)}</span>
      <i aria-hidden="true" className="h-1 flex-1 rounded-full bg-press">
        <i className="block h-full rounded-full bg-line-control" style={{ width: `${share * 100}%` }} />
      </i>
      <span className="min-w-12 shrink-0 whitespace-nowrap text-right">{formatShare(share)}</span>
    </li>
  )
}

const wordsOf = (passes: number) =>
  passes === 0 ? 'the original’s own' : `${passes} model ${passes === 1 ? 'pass' : 'passes'}`

/** Of the region that is marked on the stage. */
function ChosenRegion({ edit, at }: { edit: EditView; at: PassesAt }) {
  const words = useStudio(({ nodes, region, reports }) => {
    const box = region?.editId === edit.id ? reports[edit.id]?.regions[region.index] : undefined
    const root = nodes[keyOfRoot(edit.rootImageId ?? '')]
    if (!box || !region || !root?.image) return undefined
    const count = passesInBox(nodes, edit, root.image, at, box)
    return `Region ${region.index + 1} went through ${count} model ${count === 1 ? 'pass' : 'passes'}.`
  })
  return words ? (
    <p role="status" className="mt-2 text-ink-2 text-ui">
      {words}
    </p>
  ) : null
}

function ToOriginal({ edit }: { edit: EditView }) {
  const store = useStudioStore()
  const isOffered = useStudio(({ nodes }) => canApplyToOriginal(nodes, edit))
  const losesTone = useStudio(({ nodes }) => isToneOnTheWay(nodes, edit))
  const [isBusy, keepBusy] = useBusy()
  const [problem, setProblem] = useState<string>()
  if (!isOffered) return null
  const handleClick = () =>
    keepBusy(async () => {
      const error = await store.getState().applyToOriginal(edit)
      setProblem(error?.message)
    })
  return (
    <div className="mt-3 flex flex-col gap-1.5">
      <Button
        look="outline"
        icon={<Layers />}
        isBusy={isBusy}
        disabled={isBusy}
        className="w-full justify-start font-normal"
        onClick={() => void handleClick()}
      >
        Apply to the original instead
      </Button>
      <p className="text-pretty text-ink-3 text-meta">
        Takes what changed and lays it onto the original photo, at its full size: everything else goes through
        no model at all.
        {losesTone &&
          ' The change of tone stays behind, because it is of the whole picture: what is laid on takes the colours of the original.'}
      </p>
      {problem && <Alert>{problem}</Alert>}
    </div>
  )
}
