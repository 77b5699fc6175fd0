'use client'

import type { ReactNode } from 'react'
import { Dot } from '@/components/ui/dot'
import { Elapsed } from '@/components/ui/elapsed'
import { CircleQuestionMark, CircleSlash, Clock, TriangleAlert } from '@/components/ui/icons'
import { cn } from '@/lib/cn'
import { type EditState, isSettled, STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import { tellKept } from '@/lib/fidelity/change-kind'

/** Behind the model in a row: the kept share, or the state while there is none. */
export function RowState({ edit }: { edit: EditView }) {
  if (edit.state === 'succeeded') return <Kept edit={edit} />
  if (!isSettled(edit.state)) {
    return (
      <span className="flex max-w-[78%] shrink-0 items-center gap-1 truncate text-running">
        <Dot />
        <span className={edit.startedAt ? 'sr-only' : undefined}>{STATE_WORDS[edit.state]}</span>
        {edit.startedAt && <Elapsed since={edit.startedAt} />}
      </span>
    )
  }
  const colour = { failed: 'text-failed', outcome_unknown: 'text-unknown', cancelled: '' }[
    edit.state as string
  ]
  return (
    <span className={`flex max-w-[78%] shrink-0 items-center gap-1 truncate ${colour}`}>
      {stateIcon(edit.state, 'size-3')}
      {STATE_WORDS[edit.state]}
    </span>
  )
}

/** On the greyed thumbnail of an edit without a picture. */
export function stateIcon(state: EditState, className?: string): ReactNode {
  if (state === 'failed') return <TriangleAlert className={className} />
  if (state === 'outcome_unknown') return <CircleQuestionMark className={className} />
  if (state === 'cancelled') return <CircleSlash className={className} />
  return <Clock className={className} />
}

/** The share is always seen whole; the words about it give way first, before the name of the model does. */
function Kept({ edit }: { edit: EditView }) {
  if (edit.keptShare === null) return null
  const { share, words } = tellKept(edit.changeKind ?? 'regions', edit.keptShare)
  return (
    <>
      {share && <span className="max-w-[78%] shrink-0 truncate">{share}</span>}
      {words && (
        <span className={cn('min-w-4 shrink-[9999] truncate', share && '-ml-1')}>
          {share && ', '}
          {words}
        </span>
      )}
    </>
  )
}
