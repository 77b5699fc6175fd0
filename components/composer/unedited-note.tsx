'use client'

import { Button } from '@/components/ui/button'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { keyOfNode } from '@/lib/history/node-key'
import { findUnedited } from '@/lib/studio/composer/unedited-photo'
import { describeUnedited } from '@/lib/studio/composer/unedited-words'
import { keyOfInput } from '@/lib/studio/inputs/follow-primary'
import { isReady } from '@/lib/studio/inputs/input-list'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import { fieldId, UNEDITED_ID } from '@/lib/studio/keys/field-focus'

/** Says that Run edits another photo than the one that is looked at, and makes that one the primary. */
export default function UneditedNote() {
  const store = useStudioStore()
  const photo = useStudio((state) => state.nodes[findUnedited(state) ?? ''])
  const isShown = useStudio((state) => findUnedited(state) === state.selected.at(-1))
  const primary = useStudio(findPrimary)
  const nodes = useStudio((state) => state.nodes)
  if (!photo || !primary) return null
  const { edited, shown } = describeUnedited(
    nodes,
    { key: keyOfInput(primary), name: primary.name },
    photo,
    isShown,
  )
  const handleEdit = () => {
    const { items, moveInput, continueFrom } = store.getState()
    const key = keyOfNode(photo)
    const item = items.find((each) => isReady(each) && keyOfInput(each.input) === key)
    if (item) moveInput(item.key, 0)
    else continueFrom(key)
    // This button goes with the note.
    document.getElementById(fieldId('prompt'))?.focus()
  }
  return (
    <p id={UNEDITED_ID} className="flex items-center gap-2 pl-1 text-meta text-ink-2">
      <span className="min-w-0 flex-1 text-pretty">
        Run edits <strong className="font-medium text-ink">{edited}</strong>. The stage shows {shown}.
      </span>
      <Button look="outline" size="small" onClick={handleEdit}>
        {isShown ? 'Edit this photo' : 'Edit its photo'}
      </Button>
    </p>
  )
}
