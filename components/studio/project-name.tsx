'use client'

import { useRef, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'

/** A name that turns into a field: Enter and leaving keep what was typed, Escape does not. */
export function ProjectName() {
  const store = useStudioStore()
  const name = useStudio((state) => state.project.name)
  const error = useStudio((state) => state.renameError)
  const [isEditing, setEditing] = useState(false)
  const isEndedByKey = useRef(false)
  const finish = (typed?: string) => {
    setEditing(false)
    if (typed !== undefined) void store.getState().renameProject(typed)
  }
  const box = 'h-6 min-w-0 rounded-1 border px-1.5 text-label pointer-coarse:min-h-11'
  return (
    <h1 className="flex min-w-0 items-center gap-2">
      {isEditing ? (
        <input
          aria-label="Project name"
          defaultValue={name}
          maxLength={120}
          // The press on the name is the wish to type here.
          ref={(element) => {
            element?.focus()
            element?.select()
          }}
          onBlur={(event) => finish(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            // Or Enter would press the button that takes the field's place.
            event.preventDefault()
            isEndedByKey.current = true
            finish(event.key === 'Enter' ? event.currentTarget.value : undefined)
          }}
          className={`${box} w-56 border-line-strong bg-field`}
        />
      ) : (
        <button
          type="button"
          aria-label={`Project name: ${name}. Rename`}
          title="Rename"
          // The field takes the focus with it when it goes.
          ref={(element) => {
            if (!element || !isEndedByKey.current) return
            isEndedByKey.current = false
            element.focus()
          }}
          onClick={() => setEditing(true)}
          className={`${box} truncate border-transparent hover:border-line-strong`}
        >
          {name}
        </button>
      )}
      {error && <Alert>{error.message}</Alert>}
    </h1>
  )
}
