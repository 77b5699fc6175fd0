'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { OPENS_MASK_ID, takeLostFocus } from '@/components/inspector/lost-focus'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { X } from '@/components/ui/icons'
import { useStudioStore } from '@/components/ui/studio-provider'

/** What a mask and the parts of several results have in common: their head, and the way to leave or to apply them. */
export function MaskFrame({ title, isSending, sending, nothing, children }: MaskFrameProps) {
  const store = useStudioStore()
  const leave = () => store.getState().leaveMask()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // The button that opened it went away, and its own go with it.
    takeLostFocus(head.current)
    return () => void requestAnimationFrame(() => takeLostFocus(document.getElementById(OPENS_MASK_ID)))
  }, [])
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-1 border-line border-b pr-2 pl-3">
        <h3 ref={head} tabIndex={-1} className="flex-1 truncate text-section">
          {title}
        </h3>
        <IconButton size="small" label="Close" icon={<X />} onClick={leave} />
      </div>
      <div className="scroll-edges min-h-0 flex-1 overflow-y-auto">{children}</div>
      <div className="flex shrink-0 items-center gap-2 border-line border-t p-3">
        <Button look="dim" onClick={leave}>
          Cancel
        </Button>
        <p className="flex-1 text-right text-ink-3 text-meta">
          {nothing}
          {isSending && <span role="status">{sending}</span>}
        </p>
        <Button
          look="strong"
          isBusy={isSending}
          disabled={nothing !== undefined || isSending}
          onClick={() => void store.getState().applyMask()}
        >
          Apply
        </Button>
      </div>
    </>
  )
}

type MaskFrameProps = {
  title: string
  isSending: boolean
  /** Said while it is sent. */
  sending: string
  /** Why there is nothing to apply; undefined when there is. */
  nothing: string | undefined
  children: ReactNode
}
