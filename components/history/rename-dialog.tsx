'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { NodeView } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'

/** Gives an item of the history a name of its own; an empty one brings back its prompt or file name. */
export function RenameDialog({
  view,
  nodeKey,
  onClose,
}: {
  view: NodeView
  nodeKey: NodeKey
  onClose: () => void
}) {
  const store = useStudioStore()
  const own = view.kind === 'edit' ? view.prompt : view.name
  const [title, setTitle] = useState(view.title ?? own)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    void store.getState().rename(nodeKey, title === own ? '' : title)
    onClose()
  }
  return (
    <Dialog title="Rename" onClose={onClose}>
      <form onSubmit={handleSubmit} className="flex flex-col gap-3">
        <Field
          aria-label="Name"
          value={title}
          maxLength={200}
          placeholder={own}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="strong" size="control" type="submit">
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
