'use client'

import { CancelButton } from '@/components/stage/cancel-button'
import { NoteActions } from '@/components/stage/note-actions'
import { NoteTitle } from '@/components/stage/note-title'
import { Countdown } from '@/components/ui/countdown'
import { Hourglass } from '@/components/ui/icons'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'

/** An edit that waits for another try: why, and for how long. Nothing was charged for the one before. */
export function NoteWaiting({
  paneKey,
  edit,
  retryAt,
}: {
  paneKey: NodeKey
  edit: EditView
  retryAt: string
}) {
  return (
    <>
      <NoteTitle icon={<Hourglass />}>{STATE_WORDS.queued}</NoteTitle>
      <p className="text-pretty text-ink-2">
        {edit.failure?.message ?? 'The provider asked for a pause.'} Not charged.
      </p>
      <NoteActions>
        <span className="flex-1 text-ink-3 text-meta">
          Trying again in <Countdown until={retryAt} />
        </span>
        <CancelButton paneKey={paneKey} />
      </NoteActions>
    </>
  )
}
