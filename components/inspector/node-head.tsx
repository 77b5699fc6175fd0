'use client'

import { useSyncExternalStore } from 'react'
import { Badge } from '@/components/ui/badge'
import { Elapsed } from '@/components/ui/elapsed'
import { IconButton } from '@/components/ui/icon-button'
import { Star } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useModelCard } from '@/components/ui/use-model-card'
import { isSettled, STATE_WORDS } from '@/lib/edits/state'
import type { EditView, NodeView } from '@/lib/edits/view'
import { keyOfNode } from '@/lib/history/node-key'
import { durationOf, showCost, showSize } from '@/lib/studio/facts'
import { listVeiled } from '@/lib/studio/stage/blind'

/** What was asked, by which model, how long it took, what it cost, and when. */
export function NodeHead({ view }: { view: NodeView }) {
  const store = useStudioStore()
  const card = useModelCard(view.kind === 'edit' ? view.modelId : undefined)
  return (
    <div className="flex flex-col gap-2 border-line border-b p-3">
      {view.title && <p className="text-section">{view.title}</p>}
      <p className="scroll-edges max-h-40 overflow-y-auto text-pretty break-words text-body">
        {view.kind === 'edit' ? view.prompt : view.name}
      </p>
      <div className="flex items-center gap-1.5">
        {view.kind === 'edit' ? (
          <>
            <Badge>{card?.shortName ?? view.modelId}</Badge>
            <span className="min-w-0 truncate text-ink-3 text-meta">
              <HeadFacts edit={view} />
            </span>
          </>
        ) : (
          <>
            <Badge look="plain">Upload</Badge>
            <span className="text-ink-3 text-meta">
              {showSize(view.image)} · <Moment iso={view.createdAt} />
            </span>
          </>
        )}
        <span className="flex-1" />
        <IconButton
          size="small"
          label="Star"
          isOn={view.starred}
          icon={<Star className={view.starred ? 'fill-current' : undefined} />}
          onClick={() => void store.getState().star(keyOfNode(view))}
          className="-my-1 -mr-1"
        />
      </div>
    </div>
  )
}

function HeadFacts({ edit }: { edit: EditView }) {
  const isVeiled = useStudio((state) => listVeiled(state).some(({ id }) => id === edit.id))
  if (isVeiled) return STATE_WORDS[edit.state]
  if (!isSettled(edit.state)) {
    return (
      <span className="text-running">
        {STATE_WORDS[edit.state]} <Elapsed since={edit.startedAt ?? edit.createdAt} />
      </span>
    )
  }
  const facts =
    edit.state === 'succeeded' ? [durationOf(edit), showCost(edit.costUsd)] : [STATE_WORDS[edit.state]]
  return (
    <>
      {facts.filter((fact) => fact !== undefined).join(' · ')} · <Moment iso={edit.createdAt} />
    </>
  )
}

/** The hour for today, the day for what is older; the whole moment on hover. Nothing until the place's own time is known. */
function Moment({ iso }: { iso: string }) {
  const isHere = useSyncExternalStore(never, here, onServer)
  if (!isHere) return <time dateTime={iso} />
  const date = new Date(iso)
  const isToday = date.toDateString() === new Date().toDateString()
  const shown = isToday
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' })
  return (
    <time dateTime={iso} title={date.toLocaleString()}>
      {shown}
    </time>
  )
}

const never = () => () => {}
const here = () => true
const onServer = () => false
