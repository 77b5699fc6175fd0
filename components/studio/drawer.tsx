'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { useMedia } from '@/components/ui/use-media'
import { cn } from '@/lib/cn'

/** Below the `lg:` of the styles. */
const NARROW = '(max-width: 1023.98px)'

/**
 * A rail beside the stage; under 1024 px the same rail lies over it as a drawer, with the focus in it until it is
 * closed, and out of reach of everyone while it is. What lies under it is made inert by whoever opens it.
 */
export function Drawer({
  side,
  label,
  isOpen,
  children,
  onClose,
}: {
  side: 'left' | 'right'
  label: string
  isOpen: boolean
  children: ReactNode
  onClose: () => void
}) {
  const rail = useRef<HTMLDivElement>(null)
  const isDrawer = useMedia(NARROW)
  useEffect(() => {
    if (!isOpen) return
    const listeners = new AbortController()
    const handleKey = (event: KeyboardEvent) => {
      // Whatever lies over the drawer, or is in it and takes the key for itself, is closed first.
      const isOver = document.querySelector('dialog[open], :popover-open') !== null
      if (event.key === 'Escape' && !event.defaultPrevented && !isOver) onClose()
    }
    const before = document.activeElement
    // It may have been opened for a field that has the focus already.
    if (!rail.current?.contains(before)) rail.current?.querySelector<HTMLElement>('button')?.focus()
    window.addEventListener('keydown', handleKey, { signal: listeners.signal })
    // In a wide window it is a rail and needs no closing.
    matchMedia(NARROW).addEventListener('change', onClose, { signal: listeners.signal })
    return () => {
      listeners.abort()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [isOpen, onClose])
  return (
    <>
      {isOpen && (
        <div aria-hidden="true" onPointerDown={onClose} className="fixed inset-0 z-30 bg-veil lg:hidden" />
      )}
      <div
        ref={rail}
        inert={isDrawer && !isOpen}
        {...(isOpen && { role: 'dialog', 'aria-modal': true, 'aria-label': label })}
        className={cn(
          'flex min-h-0 flex-col overflow-hidden bg-panel max-lg:fixed max-lg:inset-y-0 max-lg:z-40 max-lg:w-[min(320px,88vw)] max-lg:shadow-lift-2 max-lg:duration-slow',
          // In sight at once, or the focus could not go into it; out of sight only when it has gone.
          isOpen ? 'max-lg:transition-[translate]' : 'max-lg:transition-[translate,visibility]',
          side === 'left' ? 'border-line border-r max-lg:left-0' : 'border-line border-l max-lg:right-0',
          !isOpen && 'max-lg:invisible',
          !isOpen && (side === 'left' ? 'max-lg:-translate-x-full' : 'max-lg:translate-x-full'),
        )}
      >
        <div className="flex h-10 shrink-0 items-center border-line border-b pr-2 pl-3 pointer-coarse:h-12 lg:hidden">
          <span aria-hidden="true" className="flex-1 truncate text-label text-ink-2">
            {label}
          </span>
          <IconButton label={`Close ${label.toLowerCase()}`} icon={<X />} onClick={onClose} />
        </div>
        {children}
      </div>
    </>
  )
}
