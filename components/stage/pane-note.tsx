'use client'

import { CancelButton } from '@/components/stage/cancel-button'
import { CommandButton } from '@/components/stage/command-button'
import { NoteFailed } from '@/components/stage/note-failed'
import { NoteTitle } from '@/components/stage/note-title'
import { NoteUnknown } from '@/components/stage/note-unknown'
import { NoteWaiting } from '@/components/stage/note-waiting'
import { Alert } from '@/components/ui/alert'
import { Elapsed } from '@/components/ui/elapsed'
import { CircleSlash, RotateCw } from '@/components/ui/icons'
import { useStudio } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { cn } from '@/lib/cn'
import { isSettled, STATE_WORDS, STEPS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { BILLED_WORDS, stepOf } from '@/lib/studio/facts'
import { isPaidAndHere } from '@/lib/studio/history/edit-outs'
import type { StagePane } from '@/lib/studio/stage/scene'

/** What stands where the result will be, until it is there: progress, or why it will not come and what can be done. */
export function PaneNote({ pane, edit, isCentred }: { pane: StagePane; edit: EditView; isCentred: boolean }) {
  const error = useStudio((state) => (state.refusal?.key === pane.key ? state.refusal.error : undefined))
  return (
    <div
      data-note=""
      className={cn(
        'pointer-events-auto absolute flex max-h-[calc(100%-24px)] flex-col gap-2 overflow-auto rounded-3 bg-raised p-3 text-ui shadow-lift-1 scroll-edges [--ground:var(--raised)]',
        isCentred
          ? '-translate-x-1/2 bottom-[calc(var(--clear)+12px)] left-1/2 w-[340px] max-w-[calc(100%-24px)]'
          : 'inset-x-3 bottom-3 mx-auto max-w-[420px]',
      )}
    >
      <NoteOfState pane={pane} edit={edit} />
      {error && <Alert>{error.message}</Alert>}
    </div>
  )
}

function NoteOfState({ pane, edit }: { pane: StagePane; edit: EditView }) {
  if (edit.state === 'queued' && edit.retryAt)
    return <NoteWaiting paneKey={pane.key} edit={edit} retryAt={edit.retryAt} />
  if (!isSettled(edit.state)) return <Progress pane={pane} edit={edit} />
  if (edit.state === 'failed') return <NoteFailed paneKey={pane.key} edit={edit} />
  if (edit.state === 'outcome_unknown') return <NoteUnknown paneKey={pane.key} edit={edit} />
  return (
    <>
      <NoteTitle icon={<CircleSlash />}>{STATE_WORDS.cancelled}</NoteTitle>
      <p className="text-ink-2">{BILLED_WORDS[edit.failure?.billed ?? 'no']}</p>
      <CommandButton label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(pane.key)} />
    </>
  )
}

function Progress({ pane, edit }: { pane: StagePane; edit: EditView }) {
  const card = useModelCard(edit.modelId)
  const step = stepOf(edit)
  const word = STATE_WORDS[edit.state]
  const isSent = step > 1 && card?.provider !== 'local'
  const isHere = isPaidAndHere(edit)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2">
        <h3 className="flex-1 font-semibold">{word}</h3>
        <span className="whitespace-nowrap text-ink-3 text-meta">
          {step > 0 && `step ${step} of ${STEPS.length} · `}
          <Elapsed since={edit.startedAt ?? edit.createdAt} />
        </span>
      </div>
      <Steps edit={edit} name={card?.name ?? edit.modelId} word={word} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="flex-[1_1_96px] text-pretty text-ink-3 text-meta">
          {step > 1 && sayWhere(isSent, isHere)}
        </span>
        {!isHere && <CancelButton paneKey={pane.key} />}
      </div>
    </>
  )
}

function sayWhere(isSent: boolean, isHere: boolean): string {
  if (!isSent) return 'Worked on here; nothing is sent.'
  return isHere ? 'The result is here.' : 'Sent; may be charged even if cancelled.'
}

function Steps({ edit, name, word }: { edit: EditView; name: string; word: string }) {
  const step = stepOf(edit)
  const now = edit.progress ?? 0.4
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={STEPS.length}
      aria-valuenow={step}
      aria-valuetext={step > 0 ? `Step ${step} of ${STEPS.length}, ${word}` : STATE_WORDS.queued}
      className="grid grid-cols-5 gap-[3px]"
    >
      {STEPS.map((each, index) => (
        <i key={each} className="h-[3px] overflow-hidden rounded-full bg-press">
          {index < step && (
            <i
              className={cn('block h-full origin-left bg-accent', index === step - 1 && 'pulsing')}
              style={index === step - 1 ? { transform: `scaleX(${Math.max(now, 0.15)})` } : undefined}
            />
          )}
        </i>
      ))}
    </div>
  )
}
