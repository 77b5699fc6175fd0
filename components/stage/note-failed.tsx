'use client'

import { CommandButton } from '@/components/stage/command-button'
import { NoteActions } from '@/components/stage/note-actions'
import { NoteTitle } from '@/components/stage/note-title'
import { Button } from '@/components/ui/button'
import {
  ArrowRightLeft,
  RotateCw,
  Search,
  SquareDashedMousePointer,
  TriangleAlert,
} from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { STATE_WORDS } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { findReplacement } from '@/lib/studio/composer/replacement'
import { BILLED_WORDS } from '@/lib/studio/facts'
import { canBeChecked } from '@/lib/studio/history/edit-outs'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** Details have them all. */
const SHOWN_HINTS = 3

/** What went wrong, whether money may be gone, and what can be done now. */
export function NoteFailed({ paneKey, edit }: { paneKey: NodeKey; edit: EditView }) {
  const hints = edit.failure?.hints.slice(0, SHOWN_HINTS) ?? []
  const isCharged = canBeChecked(edit)
  return (
    <>
      <NoteTitle icon={<TriangleAlert />} className="text-failed">
        {STATE_WORDS.failed}
      </NoteTitle>
      <p className="text-pretty text-ink-2">
        {edit.failure?.message} {BILLED_WORDS[edit.failure?.billed ?? 'unknown']}
      </p>
      {hints.length > 0 && <Hints hints={hints} />}
      {isCharged && (
        <p className="text-pretty text-ink-3 text-meta">
          A check looks for its picture once more and costs nothing; a retry is charged again.
        </p>
      )}
      <NoteActions>
        {edit.failure?.code === 'TARGET_NOT_FOUND' && <PointAtIt inputImageId={edit.inputImageId} />}
        {isCharged && (
          <CommandButton label="Check" icon={<Search />} send={(state) => state.checkEdit(paneKey)} />
        )}
        <CommandButton label="Retry" icon={<RotateCw />} send={(state) => state.retryEdit(paneKey)} />
        {edit.failure?.code === 'model_unavailable' && <UseReplacement modelId={edit.modelId} />}
        <CommandButton label="Delete" look="quiet" send={(state) => state.remove([paneKey])} />
      </NoteActions>
    </>
  )
}

/** Instructions that would be followed: a press writes one into the prompt, ready to be run or changed. */
function Hints({ hints }: { hints: readonly string[] }) {
  const store = useStudioStore()
  const handleClick = (instruction: string) => {
    store.getState().writePrompt(instruction)
    document.getElementById(fieldId('prompt'))?.focus()
  }
  return (
    <div>
      <h4 className="mb-1.5 text-ink-3 text-meta">This works</h4>
      <ul aria-label="Instructions that work" className="flex flex-wrap gap-1.5">
        {hints.map((hint) => (
          <li key={hint}>
            <Button look="outline" size="small" className="font-normal" onClick={() => handleClick(hint)}>
              {hint}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What no name finds can be clicked on, as long as its picture is the one that the next run edits. */
function PointAtIt({ inputImageId }: { inputImageId: string | null }) {
  const store = useStudioStore()
  const isPrimary = useStudio((state) => findPrimary(state)?.imageId === inputImageId)
  if (!isPrimary) return null
  return (
    <Button
      look="outline"
      size="small"
      icon={<SquareDashedMousePointer />}
      className="font-normal"
      onClick={() => store.getState().toggleSelecting()}
    >
      Click on it
    </Button>
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
