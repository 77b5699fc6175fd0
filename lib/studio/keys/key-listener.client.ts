import { commandOfKey, type KeyId } from '@/lib/studio/keys/keys'

/** Each answers `false` when it can do nothing now. */
export type KeyHandlers = Partial<Record<KeyId, (event: KeyboardEvent) => unknown>>

/** What goes on while its key is held; anything else is done once for each press. */
const REPEATED: ReadonlySet<KeyId> = new Set([
  'zoom_in',
  'zoom_out',
  'previous_result',
  'next_result',
  'previous_change',
  'next_change',
])

/**
 * Listens on the window for the commands named in `handlers`; returns the function that ends it. Keys typed into a
 * field belong to the field, keys in an open dialog to the dialog. `onIdle` is told of a press that did nothing.
 */
export function listenForKeys(
  handlers: KeyHandlers,
  areSingleKeysOn: () => boolean,
  onIdle?: (id: KeyId) => void,
): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method uses Enter, Escape and the arrows for itself.
    if (event.defaultPrevented || event.isComposing || isDialogs(event.target)) return
    const id = commandOfKey(event, areSingleKeysOn())
    const handle = id && handlers[id]
    if (!handle || (isTyping(event.target) && id !== 'run')) return
    event.preventDefault()
    if (event.repeat && !REPEATED.has(id)) return
    if (handle(event) === false && !event.repeat) onIdle?.(id)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

const TYPING =
  'textarea, select, [contenteditable="true"], input:not([type=checkbox], [type=radio], [type=range])'

/** True when the keystroke writes text where it lands. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null
}

/** An open drawer or dialog has the keys wherever the focus is: a finger, or a button that went away, took it out. */
function isDialogs(target: EventTarget | null): boolean {
  const isInside =
    target instanceof Element &&
    target.closest('dialog, [role="dialog"], [role="alertdialog"], [role="menu"]') !== null
  return isInside || document.querySelector('dialog[open], [aria-modal="true"]') !== null
}
