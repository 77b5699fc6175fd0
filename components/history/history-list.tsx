'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { HistoryHead } from '@/components/history/history-head'
import HistoryTree from '@/components/history/history-tree'
import { useHistory } from '@/components/history/use-history'
import { Alert } from '@/components/ui/alert'
import { fieldLook } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Search, Star } from '@/components/ui/icons'
import { Kbd } from '@/components/ui/kbd'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { cn } from '@/lib/cn'
import type { EditTree } from '@/lib/history/tree'
import { listenForKeys } from '@/lib/studio/key-listener.client'

/** What the region shows once there is something in it: count, filter, search and the tree. */
export default function HistoryList() {
  const store = useStudioStore()
  const { tree, rows, foundCount, query } = useHistory()
  const refusal = useStudio((state) => state.refusal)
  return (
    <>
      <HistoryHead count={showCount(tree, foundCount)}>
        <IconButton
          size="small"
          label="Show starred only"
          icon={<Star />}
          isOn={query.isStarredOnly}
          onClick={() => store.getState().search({ isStarredOnly: !query.isStarredOnly })}
        />
      </HistoryHead>
      <SearchBox />
      {refusal && (
        <div className="px-3 pb-2">
          <Alert>{refusal.error.message}</Alert>
        </div>
      )}
      {rows.length === 0 && <p className="px-3 text-ink-3 text-ui">Nothing in the history matches.</p>}
      <HistoryTree tree={tree} rows={rows} query={query.text} />
    </>
  )
}

function showCount({ nodes }: EditTree, foundCount: number | undefined): string {
  if (foundCount !== undefined) return `${foundCount} of ${nodes.size} match`
  let count = 0
  for (const { view } of nodes.values()) if (view.kind === 'edit') count++
  return `${count} ${count === 1 ? 'edit' : 'edits'}`
}

function SearchBox() {
  const store = useStudioStore()
  const text = useStudio((state) => state.query.text)
  const box = useRef<HTMLInputElement>(null)
  useEffect(
    () => listenForKeys({ search: () => box.current?.focus() }, () => store.getState().areSingleKeysOn),
    [store],
  )
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      if (text) store.getState().search({ text: '' })
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
        onChange={(event) => store.getState().search({ text: event.target.value })}
        onKeyDown={handleKey}
        className={cn(fieldLook, 'appearance-none px-[30px] [&::-webkit-search-cancel-button]:hidden')}
      />
      <span className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2">
        <Kbd>{text ? 'esc' : '/'}</Kbd>
      </span>
    </div>
  )
}
