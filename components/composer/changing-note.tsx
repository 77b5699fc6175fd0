'use client'

import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { useStudioStore } from '@/components/ui/studio-provider'
import type { Changing } from '@/lib/studio/history/story'
import { fieldId } from '@/lib/studio/keys/field-focus'

/** Says that the next run changes a step of a story, with the settings of that step, and lets go of both. */
export default function ChangingNote({ changing }: { changing: Changing }) {
  const store = useStudioStore()
  // Its words are what is changed first. One that failed comes back by itself, and finds the user somewhere.
  useEffect(() => {
    if (!changing.hasFailed) focusPrompt()
  }, [changing])
  const handleLeave = () => {
    store.getState().leaveChange()
    // This button goes with the note.
    focusPrompt()
  }
  return (
    <p className="flex items-center gap-2 px-1 text-meta text-ink-2">
      <span className="min-w-0 flex-1 text-pretty">
        {changing.hasFailed ? 'Still changing' : 'Changing'} step {changing.step}.{' '}
        {afterwards(changing.editIds.length)} Your own settings come back after Run.
      </span>
      <Button look="dim" size="small" onClick={handleLeave}>
        Leave the story
      </Button>
    </p>
  )
}

const focusPrompt = () => document.getElementById(fieldId('prompt'))?.focus()

function afterwards(count: number): string {
  if (count === 0) return 'It is the last one.'
  return count === 1
    ? 'The step after it can be replayed then.'
    : `The ${count} steps after it can be replayed then.`
}
