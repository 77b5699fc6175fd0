import type { NoticesSlice } from '@/lib/studio/notices-slice'

const FAILED = 'This browser did not let it be copied. Mark the text and copy it by hand.'

/** Copies a text and says `done`, or that it could not be copied. */
export async function copyText(studio: Pick<NoticesSlice, 'say'>, text: string, done: string): Promise<void> {
  // Without TLS a browser gives the clipboard to its own machine only, and nothing to a page of another.
  const isCopied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
    () => true,
    () => copyMarked(text),
  )
  studio.say(isCopied ? done : FAILED)
}

/** The old way: marks the text in a field that nobody sees, and has the browser copy what is marked. */
function copyMarked(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'sr-only'
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}
