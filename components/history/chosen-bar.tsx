'use client'

import { IconButton } from '@/components/ui/icon-button'
import { Download, FolderInput, Trash2, X } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'

/** What can be done with several items at once. */
export function ChosenBar({ onMove }: { onMove: () => void }) {
  const store = useStudioStore()
  const selected = useStudio((state) => state.selected)
  const last = selected.at(-1)
  if (selected.length < 2 || !last) return null
  return (
    <div
      role="toolbar"
      aria-label="Chosen items"
      className="mx-2 mb-2 flex h-7 shrink-0 items-center gap-0.5 rounded-2 bg-fill pr-0.5 pl-2"
    >
      <span className="flex-1 truncate text-meta">{selected.length} chosen</span>
      <IconButton
        size="small"
        label="Download the chosen pictures"
        icon={<Download />}
        onClick={() => store.getState().askForPictures(selected)}
      />
      <IconButton size="small" label="Move to another project" icon={<FolderInput />} onClick={onMove} />
      <IconButton
        size="small"
        label={`Delete ${selected.length} items`}
        icon={<Trash2 />}
        onClick={() => void store.getState().remove(selected)}
      />
      <IconButton
        size="small"
        label="Choose only the last"
        icon={<X />}
        onClick={() => store.getState().show(last)}
      />
    </div>
  )
}
