'use client'

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { cn } from '@/lib/cn'

/**
 * A modal in the browser's own top layer: focus goes to its first field, is held and given back; Escape closes, a
 * press beside it closes. Mount it to open it.
 */
export function Dialog({
  title,
  width = 'w-[420px]',
  children,
  onClose,
}: {
  title: string
  width?: string
  children: ReactNode
  onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input, textarea, select')?.focus()
    return () => {
      // As long as it is open all else is inert: it takes the focus when this is gone, where nothing else has it by then.
      queueMicrotask(() => {
        if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
      })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={(event) => event.target === dialog.current && dialog.current.close()}
      className={cn(
        'max-w-[calc(100vw-32px)] rounded-3 bg-raised text-ink shadow-lift-2 backdrop:bg-veil',
        width,
      )}
    >
      <div className="scroll-edges flex max-h-[calc(100dvh-32px)] flex-col gap-3 overflow-auto p-4 [--ground:var(--raised)]">
        <div className="flex items-center justify-between">
          <h2 id={titleId} className="text-head">
            {title}
          </h2>
          <IconButton
            label="Close"
            icon={<X />}
            onClick={() => dialog.current?.close()}
            className="-mr-1.5"
          />
        </div>
        {children}
      </div>
    </dialog>
  )
}
