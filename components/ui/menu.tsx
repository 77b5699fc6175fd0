'use client'

import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

export type MenuItem = {
  label: string
  icon?: ReactNode
  /** Shown at the right, e.g. a key. */
  hint?: ReactNode
  isDisabled?: boolean
  /** A line above it: what it does is of another kind. */
  isApart?: boolean
  onSelect: () => void
}

/**
 * A list of commands below (or above) its button, in the browser's top layer. Mount it to open it; it takes the focus
 * and gives it back. Arrows walk, letters jump, Escape and a press elsewhere close.
 */
export function Menu({
  label,
  anchor,
  items,
  align = 'start',
  onClose,
}: {
  label: string
  anchor: HTMLElement
  items: readonly MenuItem[]
  align?: 'start' | 'end'
  onClose: () => void
}) {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = menu.current
    if (!element) return
    element.showPopover()
    place(element, anchor, align)
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    return () => {
      // Whoever pressed elsewhere is there already.
      const { activeElement } = document
      if (activeElement === document.body || element.contains(activeElement)) giveBack(anchor)
    }
  }, [anchor, align])
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      aria-label={label}
      onKeyDown={handleKey}
      onToggle={(event) => event.newState === 'closed' && onClose()}
      className="fixed m-0 min-w-40 rounded-3 bg-raised p-1 text-ink shadow-lift-2"
    >
      {items.map((item) => (
        <Fragment key={item.label}>
          {item.isApart && <hr className="-mx-1 my-1 border-line" />}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            disabled={item.isDisabled}
            onClick={() => {
              menu.current?.hidePopover()
              // A dialog that it opens gives the focus back to where it finds it.
              giveBack(anchor)
              item.onSelect()
            }}
            className="flex h-7 w-full items-center gap-2 whitespace-nowrap rounded-2 px-2 text-left text-ui focus-visible:bg-hover focus-visible:outline-offset-[-2px] enabled:hover:bg-hover disabled:opacity-42 pointer-coarse:min-h-11"
          >
            {item.icon}
            <span className="flex-1">{item.label}</span>
            {item.hint}
          </button>
        </Fragment>
      ))}
    </div>
  )
}

/** A button that shows only while its row is pointed at cannot take the focus any more: the row has it then. */
function giveBack(anchor: HTMLElement) {
  anchor.focus()
  if (document.activeElement !== anchor) anchor.closest<HTMLElement>('[tabindex]:not(button)')?.focus()
}

/** Keeps 8 px to the edges of the window and opens upwards where there is no room below. */
function place(menu: HTMLElement, anchor: HTMLElement, align: 'start' | 'end') {
  const at = anchor.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const left = align === 'start' ? at.left : at.right - width
  const isRoomBelow = at.bottom + 4 + height <= window.innerHeight - 8
  menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`
  menu.style.top = `${isRoomBelow ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`
}

function handleKey(event: KeyboardEvent<HTMLDivElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = target(event.key, at, items)
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items[to]?.focus()
}

function target(key: string, at: number, items: HTMLElement[]): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % items.length
  if (key === 'ArrowUp') return (at + items.length - 1) % items.length
  if (key === 'Home') return 0
  if (key === 'End') return items.length - 1
  if (key.length !== 1) return undefined
  const next = items.findIndex(
    (item, index) => index > at && item.textContent?.toLowerCase().startsWith(key.toLowerCase()),
  )
  return next < 0 ? undefined : next
}
