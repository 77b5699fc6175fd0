'use client'

import { CircleQuestionMark, CircleSlash, RotateCw, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Elapsed } from '@/components/ui/elapsed'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { cn } from '@/lib/cn'
import { isSettled, STATE_WORDS, STEPS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { stepOf } from '@/lib/studio/facts'
import type { StagePane } from '@/lib/studio/scene'

/** What stands where the result will be, until it is there: progress, or why it will not come and what can be done. */
export function PaneNote({ pane, edit, isCentred }: { pane: StagePane; edit: EditView; isCentred: boolean }) {
  const error = useStudio((state) => (state.refusal?.key === pane.key ? state.refusal.error : undefined))
  return (
    <div
      className={cn(
        'pointer-events-auto absolute flex max-h-[calc(100%-24px)] flex-col gap-2 overflow-auto rounded-3 bg-raised p-3 text-ui shadow-lift-1',
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
  if (!isSettled(edit.state)) return <Progress pane={pane} edit={edit} />
  if (edit.state === 'failed') return <Failed pane={pane} edit={edit} />
  if (edit.state === 'outcome_unknown') return <Unknown pane={pane} edit={edit} />
  return (
    <>
      <Title icon={<CircleSlash />}>{STATE_WORDS.cancelled}</Title>
      <p className="text-ink-2">{BILLED[edit.failure?.billed ?? 'no']}</p>
      <Command label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(pane.key)} />
    </>
  )
}

/** Whether money may be gone is said in every case. */
const BILLED = {
  yes: 'It was charged.',
  no: 'Not charged.',
  unknown: 'It may have been charged.',
} as const

function Progress({ pane, edit }: { pane: StagePane; edit: EditView }) {
  const card = useModelCard(edit.modelId)
  const step = stepOf(edit)
  const word = STATE_WORDS[edit.state]
  const isSent = step > 1 && card?.provider !== 'local'
  return (
    <>
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-semibold">{word}</h3>
        <span className="text-ink-3 text-meta">
          {step > 0 && `step ${step} of ${STEPS.length} · `}
          <Elapsed since={edit.startedAt ?? edit.createdAt} />
        </span>
      </div>
      <Steps edit={edit} name={card?.name ?? edit.modelId} />
      <div className="flex items-center gap-2">
        <span className="flex-1 text-ink-3 text-meta">
          {isSent && 'Sent; may be charged even if cancelled.'}
        </span>
        <Command label="Cancel" send={(state) => state.cancelEdit(pane.key)} />
      </div>
    </>
  )
}

function Steps({ edit, name }: { edit: EditView; name: string }) {
  const step = stepOf(edit)
  const now = edit.progress ?? 0.4
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={STEPS.length}
      aria-valuenow={step}
      aria-valuetext={
        step > 0 ? `Step ${step} of ${STEPS.length}, ${STATE_WORDS[edit.state]}` : STATE_WORDS.queued
      }
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

function Failed({ pane, edit }: { pane: StagePane; edit: EditView }) {
  const hints = edit.failure?.hints ?? []
  return (
    <>
      <Title icon={<TriangleAlert />} className="text-failed">
        {STATE_WORDS.failed}
      </Title>
      <p className="text-pretty text-ink-2">
        {edit.failure?.message} {BILLED[edit.failure?.billed ?? 'unknown']}
      </p>
      {hints.length > 0 && (
        <ul className="flex flex-col gap-1 text-ink-2">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
      <div className="flex gap-2">
        <Command label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(pane.key)} />
        <Command label="Delete" look="quiet" send={(state) => state.remove([pane.key])} />
      </div>
    </>
  )
}

function Unknown({ pane, edit }: { pane: StagePane; edit: EditView }) {
  return (
    <>
      <Title icon={<CircleQuestionMark />} className="text-unknown">
        {STATE_WORDS.outcome_unknown}
      </Title>
      <p className="text-pretty text-ink-2">
        {edit.failure?.message ?? 'The request was sent and no answer arrived.'} It may have been charged. It
        is not sent again by itself; a retry may be charged a second time.
      </p>
      <div className="flex gap-2">
        <Command label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(pane.key)} />
        <Command label="Delete" look="quiet" send={(state) => state.remove([pane.key])} />
      </div>
    </>
  )
}

function Title({ icon, className, children }: { icon: ReactNode; className?: string; children: ReactNode }) {
  return (
    <h3 className={cn('flex items-center gap-1.5 font-semibold', className)}>
      {icon}
      {children}
    </h3>
  )
}

type Commands = ReturnType<ReturnType<typeof useStudioStore>['getState']>

/** A button that is busy until the server has taken the command. */
function Command({
  label,
  icon,
  look = 'outline',
  send,
}: {
  label: string
  icon?: ReactNode
  look?: 'outline' | 'quiet'
  send: (state: Commands) => Promise<void>
}) {
  const store = useStudioStore()
  const [isBusy, setIsBusy] = useState(false)
  const handleClick = async () => {
    setIsBusy(true)
    await send(store.getState())
    setIsBusy(false)
  }
  return (
    <Button
      look={look}
      size="small"
      icon={icon}
      isBusy={isBusy}
      disabled={isBusy}
      className="font-normal"
      onClick={() => void handleClick()}
    >
      {label}
    </Button>
  )
}
