'use client'

import { CommandButton } from '@/components/stage/command-button'
import { NoteActions } from '@/components/stage/note-actions'
import { NoteTitle } from '@/components/stage/note-title'
import { CircleQuestionMark, RotateCw, Search } from '@/components/ui/icons'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { BILLED_WORDS } from '@/lib/studio/facts'

/** Nobody knows how it ended, so the user decides: ask, which is free; send again; or lay it aside. */
export function NoteUnknown({ paneKey, edit }: { paneKey: NodeKey; edit: EditView }) {
  return (
    <>
      <NoteTitle icon={<CircleQuestionMark />} className="text-unknown">
        {STATE_WORDS.outcome_unknown}
      </NoteTitle>
      <p className="text-pretty text-ink-2">
        {edit.failure?.message ?? 'The request was sent and no answer arrived.'}{' '}
        {BILLED_WORDS[edit.failure?.billed ?? 'unknown']}
      </p>
      <p className="text-pretty text-ink-3 text-meta">
        It is not sent again by itself; a retry may be charged again.
      </p>
      <NoteActions>
        <CommandButton label="Check" icon={<Search />} send={(state) => state.checkEdit(paneKey)} />
        <CommandButton label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(paneKey)} />
        <CommandButton
          label="Dismiss"
          look="quiet"
          className="ml-auto font-normal"
          send={(state) => state.dismissEdit(paneKey)}
        />
      </NoteActions>
    </>
  )
}
