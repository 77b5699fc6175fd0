'use client'

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { useRefused } from '@/components/ui/use-field-problem'
import { fieldId } from '@/lib/studio/keys/field-focus'
import { unreached } from '@/lib/studio/live/unreached'

/** What is open in the composer is closed first, by the same key. */
const leave = (area: HTMLTextAreaElement) => {
  if (!area.form?.querySelector('[aria-expanded=true]')) area.blur()
}

/**
 * Grows with its text. Up at its beginning and Down at its end walk through the prompts of this project. Escape leaves it,
 * so that the single keys of the studio are at hand. A prompt that is to be changed is marked, so that typing replaces it.
 */
export function PromptField() {
  const store = useStudioStore()
  const prompt = useStudio((state) => state.prompt)
  const refused = useRefused('prompt')
  const area = useRef<HTMLTextAreaElement>(null)
  const walkedTo = useRef<string>(undefined)

  useLayoutEffect(() => {
    const element = area.current
    if (!element || element.value !== prompt) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [prompt])

  const offered = useStudio((state) => state.offeredPrompts)
  useEffect(() => {
    // Where a finger would have the keyboard of the screen come up, nobody has asked for it.
    if (offered === 0 || matchMedia('(pointer: coarse)').matches) return
    area.current?.focus()
    area.current?.select()
  }, [offered])

  // Without an answer those prompts are walked through that are here.
  const handleFocus = () => void store.getState().recallPrompts(new AbortController().signal).catch(unreached)
  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // An input method ends with Escape what it is composing.
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) return leave(event.currentTarget)
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isPlain || selectionStart !== selectionEnd) return
    // On the walk either end will do: the way back is one press, wherever the last one left the caret.
    const isAtEnd = value === walkedTo.current && (selectionStart === 0 || selectionEnd === value.length)
    const isUp = event.key === 'ArrowUp' && (isAtEnd || selectionStart === 0)
    const isDown = event.key === 'ArrowDown' && (isAtEnd || selectionEnd === value.length)
    if (!(isUp || isDown) || !store.getState().walkPrompts(isUp ? 1 : -1)) return
    event.preventDefault()
    walkedTo.current = store.getState().prompt
    const element = event.currentTarget
    // The caret goes where the next press of the same key walks on.
    requestAnimationFrame(() => {
      const caret = isUp ? 0 : element.value.length
      element.setSelectionRange(caret, caret)
    })
  }

  return (
    <textarea
      ref={area}
      id={fieldId('prompt')}
      rows={1}
      aria-label="Prompt"
      {...refused}
      placeholder="Say what should change, for example: warm evening light"
      value={prompt}
      onChange={(event) => store.getState().writePrompt(event.target.value)}
      onFocus={handleFocus}
      onKeyDown={handleKey}
      className="max-h-[min(30dvh,144px)] min-h-8 min-w-0 flex-1 resize-none @max-[640px]/stage:basis-1/2 rounded-2 px-1 py-1.5 text-body text-ink placeholder:whitespace-nowrap max-sm:text-prompt not-focus:placeholder-shown:[mask-image:linear-gradient(to_right,#000_calc(100%-40px),transparent)]"
    />
  )
}
