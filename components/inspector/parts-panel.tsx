'use client'

import { type KeyboardEvent, useMemo } from 'react'
import { BrushTools } from '@/components/inspector/brush-tools'
import { MaskFrame } from '@/components/inspector/mask-frame'
import { RegionList } from '@/components/inspector/region-list'
import { Section } from '@/components/inspector/section'
import { Alert } from '@/components/ui/alert'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Thumbnail } from '@/components/ui/thumbnail'
import { cn } from '@/lib/cn'
import type { EditView } from '@/lib/edits/view'
import { formatShare } from '@/lib/fidelity/share'
import { thumbAddress } from '@/lib/studio/image-address'
import { takenRegions } from '@/lib/studio/masks/mask-document'
import type { Masking } from '@/lib/studio/masks/masking'
import { sharesOf } from '@/lib/studio/masks/part-labels'
import type { Parts } from '@/lib/studio/masks/parts'
import { LETTERS } from '@/lib/studio/stage/chosen'
import { findShownModel } from '@/lib/studio/stage/shown-model'

/** Several results of one original: which of them is painted from, and how much of each is taken. */
export default function PartsPanel({ parts, masking }: { parts: Parts; masking: Masking }) {
  const { isSending, error } = masking
  const shares = useMemo(() => sharesOf(parts.labels, parts.edits.length), [parts.labels, parts.edits])
  return (
    <MaskFrame
      title="Best parts"
      isSending={isSending}
      sending="Sending the parts…"
      nothing={shares[0] === 1 ? 'Nothing is taken yet.' : undefined}
    >
      <Section title="Paint from" note={`${formatShare(shares[0]!)} stays the original’s`}>
        <Results parts={parts} shares={shares} />
      </Section>
      <WholeRegions parts={parts} masking={masking} />
      <BrushTools masking={masking} />
      {error && (
        <div className="p-3">
          <Alert>{error.message}</Alert>
        </div>
      )}
    </MaskFrame>
  )
}

/** One of them is in hand. One stop for Tab; arrows choose. */
function Results({ parts: { edits, at }, shares }: { parts: Parts; shares: readonly number[] }) {
  const store = useStudioStore()
  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const to = (at + step + edits.length) % edits.length
    store.getState().choosePart(to)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus()
  }
  return (
    <div
      role="radiogroup"
      aria-label="Paint from"
      onKeyDown={handleKey}
      className="-mx-2 flex flex-col gap-px"
    >
      {edits.map((edit, index) => (
        <Result
          key={edit.id}
          edit={edit}
          letter={LETTERS[index]!}
          share={shares[index + 1]!}
          isChosen={index === at}
          onChoose={() => store.getState().choosePart(index)}
        />
      ))}
    </div>
  )
}

function Result({
  edit,
  letter,
  share,
  isChosen,
  onChoose,
}: {
  edit: EditView
  letter: string
  share: number
  isChosen: boolean
  onChoose: () => void
}) {
  const name = useStudio(({ cards }) => findShownModel(cards, edit.modelId)?.shortName ?? edit.modelId)
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      tabIndex={isChosen ? 0 : -1}
      onClick={onChoose}
      className={cn(
        'flex min-h-11 items-center gap-2 rounded-2 px-2 text-left outline-offset-[-2px]',
        isChosen ? 'bg-select' : 'hover:bg-hover',
      )}
    >
      <span className="w-3 text-center font-semibold text-[11px] text-ink-2">{letter}</span>
      <Thumbnail src={edit.image ? thumbAddress(edit.image.id) : undefined} size="medium" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-ui">{edit.title ?? edit.prompt}</span>
        <span className="block truncate text-ink-3 text-meta">{name}</span>
      </span>
      <span className={cn('text-ui', share === 0 && 'text-ink-3')}>
        {share === 0 ? 'none' : formatShare(share)}
      </span>
    </button>
  )
}

/** What the result in hand changed, to be taken whole. */
function WholeRegions({ parts, masking }: { parts: Parts; masking: Masking }) {
  const store = useStudioStore()
  const report = useStudio((state) => state.reports[masking.edit.id])
  const hasMap = masking.ground.regions.width > 1
  if (!report || !hasMap || report.regions.length === 0) return null
  const steps = parts.done.filter(({ label }) => label === parts.at + 1).map(({ step }) => step)
  const taken = takenRegions({ start: [], done: steps, undone: [] }, report.regions.length)
  return (
    <Section title="Whole regions" note={`of result ${LETTERS[parts.at]}`}>
      <RegionList
        editId={masking.edit.id}
        report={report}
        original={masking.ground.original}
        taken={taken}
        onTake={(number, isTaken) => store.getState().paint({ kind: 'region', number, isTaken })}
      />
    </Section>
  )
}
