'use client'

import { CommandButton } from '@/components/stage/command-button'
import { NoteActions } from '@/components/stage/note-actions'
import { NoteTitle } from '@/components/stage/note-title'
import { Button } from '@/components/ui/button'
import { ArrowRightLeft, RotateCw, TriangleAlert } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { BILLED_WORDS } from '@/lib/studio/facts'
import { findReplacement } from '@/lib/studio/replacement'

/** What went wrong, whether money may be gone, and what can be done now. */
export function NoteFailed({ paneKey, edit }: { paneKey: NodeKey; edit: EditView }) {
  const hints = edit.failure?.hints ?? []
  return (
    <>
      <NoteTitle icon={<TriangleAlert />} className="text-failed">
        {STATE_WORDS.failed}
      </NoteTitle>
      <p className="text-pretty text-ink-2">
        {edit.failure?.message} {BILLED_WORDS[edit.failure?.billed ?? 'unknown']}
      </p>
      {hints.length > 0 && (
        <ul className="flex flex-col gap-1 text-ink-2">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
      <NoteActions>
        <CommandButton label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(paneKey)} />
        {edit.failure?.code === 'model_unavailable' && <UseReplacement modelId={edit.modelId} />}
        <CommandButton label="Delete" look="quiet" send={(state) => state.remove([paneKey])} />
      </NoteActions>
    </>
  )
}

/** Takes the model that stands in for a withdrawn one into the composer. */
function UseReplacement({ modelId }: { modelId: string }) {
  const store = useStudioStore()
  const replacement = useStudio((state) => findReplacement(state.cards, state.availability, modelId))
  if (!replacement) return null
  return (
    <Button
      look="outline"
      size="small"
      icon={<ArrowRightLeft />}
      className="font-normal"
      onClick={() => store.getState().replaceModel(modelId, replacement.id)}
    >
      Use {replacement.shortName}
    </Button>
  )
}
