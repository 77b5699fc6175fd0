'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { fieldLook } from '@/components/ui/field'
import { Search } from '@/components/ui/icons'
import { Kbd } from '@/components/ui/kbd'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import { listenForKeys } from '@/lib/studio/keys/key-listener.client'

/** Words to look for; Escape takes them away, Down leads into the tree. */
export function SearchBox() {
  const store = useStudioStore()
  const text = useStudio((state) => state.query.text)
  const box = useRef<HTMLInputElement>(null)
  useEffect(
    () => listenForKeys({ search: () => box.current?.focus() }, () => store.getState().areSingleKeysOn),
    [store],
  )
  useEffect(() => {
    // The box comes with the page, before its program: what was typed by then counts as well.
    const typed = box.current?.value
    if (typed && typed !== store.getState().query.text) store.getState().searchHistory({ text: typed })
  }, [store])
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      if (text) store.getState().searchHistory({ text: '' })
      else event.currentTarget.blur()
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      const region = event.currentTarget.closest('section')
      region?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus()
    }
  }
  return (
    <div className="relative mx-2 mb-2 shrink-0">
      <Search className="absolute top-1/2 left-2 -translate-y-1/2 text-ink-3" />
      <input
        ref={box}
        type="search"
        aria-label="Search history"
        placeholder="Search"
        value={text}
        onChange={(event) => store.getState().searchHistory({ text: event.target.value })}
        onFocus={() => store.getState().prepareSearch()}
        onKeyDown={handleKey}
        className={cn(fieldLook, 'appearance-none px-[30px] [&::-webkit-search-cancel-button]:hidden')}
      />
      <span className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2 pointer-coarse:hidden">
        <Kbd>{text ? 'esc' : '/'}</Kbd>
      </span>
    </div>
  )
}
