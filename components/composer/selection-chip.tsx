'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { showSize } from '@/lib/studio/facts'
import { findSelection } from '@/lib/studio/selection/selecting'

const ALONE = 'Edit only the selection'

/** What is selected of the primary input, and whether the run keeps to it. */
export default function SelectionChip() {
  const store = useStudioStore()
  const selection = useStudio(findSelection)
  const isAlone = useStudio((state) => state.isSelectionAlone)
  if (!selection) return null
  return (
    <div className="flex flex-wrap items-center gap-1">
      <span className="flex h-7 items-center gap-0.5 rounded-2 bg-fill pr-0.5 pl-2.5 text-ui">
        Selection: {showSize(selection.box)} px
        <IconButton
          size="small"
          label="Remove the selection"
          icon={<X />}
          onClick={() => store.getState().clearSelection()}
        />
      </span>
      <Checkbox
        label={ALONE}
        isChecked={isAlone}
        onChange={(isChosen) => store.getState().chooseSelectionAlone(isChosen)}
      >
        {ALONE}
      </Checkbox>
      <span className="text-ink-3 text-meta">
        {isAlone
          ? 'Everything outside stays exactly as it was.'
          : 'It is what “this” means to the local engine; other models get the whole photo.'}
      </span>
    </div>
  )
}
