'use client'

import { type RefObject, useEffect } from 'react'

/** What is open on the page itself, the latest last. */
const open: object[] = []

/** Whatever lies over the page takes Escape for itself. */
const OVER_THE_PAGE = 'dialog[open], [role=menu], [aria-modal=true]'

/**
 * Escape closes a panel as long as it is the one that was opened last; the focus goes from it to what opens it. What has
 * a use for the key itself, such as a field that it empties, prevents its default.
 */
export function useEscape(panel: RefObject<HTMLElement | null>, openerId: string, onClose: () => void): void {
  useEffect(() => {
    const me = {}
    open.push(me)
    const handleKey = (event: KeyboardEvent) => {
      const isMine = event.key === 'Escape' && open.at(-1) === me
      if (!isMine || event.defaultPrevented || event.isComposing) return
      if (document.querySelector(OVER_THE_PAGE)) return
      event.preventDefault()
      if (panel.current?.contains(document.activeElement)) document.getElementById(openerId)?.focus()
      onClose()
    }
    // Behind every handler of an element, and before the keys of the studio, which listen on the window.
    document.addEventListener('keydown', handleKey)
    return () => {
      open.splice(open.indexOf(me), 1)
      document.removeEventListener('keydown', handleKey)
    }
  }, [panel, openerId, onClose])
}
