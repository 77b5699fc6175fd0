'use client'

import { type KeyboardEvent, useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Trash2 } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { PROMPT_TEMPLATES } from '@/lib/studio/composer/prompt-templates'

/** Prompts that were put by, and templates for common tasks; one of them goes into the composer. */
export default function PromptDialog({ onClose }: { onClose: () => void }) {
  const store = useStudioStore()
  const saved = useStudio((state) => state.savedPrompts)
  const error = useStudio((state) => state.savedPromptsError)
  useEffect(() => void store.getState().loadSavedPrompts(), [store])
  const take = (text: string) => {
    store.getState().writePrompt(text)
    onClose()
  }
  return (
    <Dialog title="Saved prompts and templates" width="w-[520px]" onClose={onClose}>
      {error && <Alert>{error}</Alert>}
      <SaveForm />
      {saved && saved.length > 0 && (
        <ul aria-label="Saved prompts" className="flex flex-col">
          {saved.map((prompt) => (
            <li key={prompt.id} className="flex items-center gap-1 border-line border-b last:border-b-0">
              <Line name={prompt.name} text={prompt.text} onTake={take} />
              <IconButton
                size="small"
                label={`Delete ${prompt.name}`}
                icon={<Trash2 />}
                onClick={() => void store.getState().forgetPrompt(prompt)}
              />
            </li>
          ))}
        </ul>
      )}
      <h3 className="pt-1 text-section">Templates</h3>
      <ul aria-label="Templates" className="flex flex-col">
        {PROMPT_TEMPLATES.map(({ name, text, isLocal }) => (
          <li key={name} className="flex items-center gap-2 border-line border-b last:border-b-0">
            <Line name={name} text={text} onTake={take} />
            {!isLocal && <Badge>Cloud models</Badge>}
          </li>
        ))}
      </ul>
      <p className="text-pretty text-ink-3 text-meta">
        Words in braces, like {'{colour}'}, ask for values. Several values, parted by commas, make several
        edits. Write \{'{'} for a brace.
      </p>
    </Dialog>
  )
}

function Line({ name, text, onTake }: { name: string; text: string; onTake: (text: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => onTake(text)}
      className="min-w-0 flex-1 rounded-2 px-1.5 py-1.5 text-left hover:bg-hover pointer-coarse:min-h-11"
    >
      <span className="block truncate text-ui">{name}</span>
      <span className="block truncate text-ink-3 text-meta">{text}</span>
    </button>
  )
}

/** Puts what stands in the composer by. No form of its own: it stands inside the composer's. */
function SaveForm() {
  const store = useStudioStore()
  const prompt = useStudio((state) => state.prompt)
  const [name, setName] = useState('')
  if (prompt.trim() === '') return null
  const save = async () => {
    if (name.trim() && (await store.getState().savePrompt(name))) setName('')
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void save()
  }
  return (
    <div className="flex flex-col gap-1.5">
      <p className="line-clamp-2 text-ink-2 text-ui">{prompt}</p>
      <div className="flex gap-2">
        <Field
          aria-label="Name of the prompt"
          placeholder="Save this prompt as …"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={handleKey}
        />
        <Button look="outline" disabled={name.trim() === ''} onClick={() => void save()}>
          Save
        </Button>
      </div>
    </div>
  )
}
