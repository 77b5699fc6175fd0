'use client'

import { type RefObject, useEffect, useRef } from 'react'

type Held = { control: Element; at: number }

/**
 * When what holds the focus goes away with its item of a list, the item that takes its place gets it, at its last
 * button. From a list that has become empty it goes on to the element of that id.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>, emptyId: string): void {
  const held = useRef<Held>(undefined)
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      held.current = findHeld(list.current, target as Element)
    }
    document.addEventListener('focusin', remember)
    return () => {
      document.removeEventListener('focusin', remember)
      if (held.current) handOn(held.current, null, emptyId)
    }
  }, [list, emptyId])
  useEffect(() => {
    const { current } = held
    if (!current) return
    held.current = findHeld(list.current, current.control)
    if (!held.current) handOn(current, list.current, emptyId)
  })
}

/** Which item has the control now; undefined when it is in none. */
function findHeld(list: HTMLElement | null, control: Element): Held | undefined {
  const at = [...(list?.children ?? [])].findIndex((item) => item.contains(control))
  return at < 0 ? undefined : { control, at }
}

function handOn({ control, at }: Held, list: HTMLElement | null, emptyId: string): void {
  const isLost = !control.isConnected && document.activeElement === document.body
  if (!isLost) return
  const items = list?.children ?? []
  const buttons = items[Math.min(at, items.length - 1)]?.querySelectorAll('button')
  const next = buttons?.[buttons.length - 1] ?? document.getElementById(emptyId)
  next?.focus()
}
