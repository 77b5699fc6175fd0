'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { NOTICE_MS, type Notice } from '@/lib/studio/notices-slice'

/**
 * Ten seconds, which stand still while it is pointed at, holds the focus or cannot be reached; not longer than what it
 * leads to is there.
 */
export function Toast({ notice, isCovered = false }: { notice: Notice; isCovered?: boolean }) {
  const { id, text, undo, go } = notice
  const store = useStudioStore()
  const [leftS, setLeftS] = useState(NOTICE_MS / 1000)
  const [isPointed, setPointed] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const isHeld = isPointed || isFocused || isCovered
  const isGone = useStudio(({ nodes }) => go?.of !== undefined && !nodes[go.of])
  const isOver = leftS <= 0 || isGone
  useEffect(() => {
    if (isHeld) return
    const timer = setInterval(() => setLeftS((seconds) => seconds - 1), 1000)
    return () => clearInterval(timer)
  }, [isHeld])
  useEffect(() => {
    if (isOver) store.getState().dismissNotice(id)
  }, [isOver, store, id])
  return (
    <div
      role="group"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="pointer-events-auto flex min-h-10 max-w-full items-center gap-3 rounded-3 bg-raised pr-1.5 pl-3 shadow-lift-2"
    >
      <span className="line-clamp-2 min-w-0 text-pretty py-1.5">{text}</span>
      {go && (
        <Button
          look="dim"
          size="small"
          onClick={() => {
            go.act()
            store.getState().dismissNotice(id)
          }}
        >
          {go.label}
        </Button>
      )}
      {undo && (
        <Button look="dim" size="small" onClick={() => store.getState().undoNotice(id)}>
          Undo
        </Button>
      )}
      <span aria-hidden="true" className="w-7 whitespace-nowrap text-right text-ink-3 text-meta">
        {leftS} s
      </span>
      <IconButton
        size="small"
        label="Dismiss"
        icon={<X />}
        onClick={() => store.getState().dismissNotice(id)}
      />
    </div>
  )
}
