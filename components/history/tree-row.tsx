'use client'

import { type CSSProperties, type KeyboardEvent, type MouseEvent, memo, useState } from 'react'
import { Marked } from '@/components/history/marked'
import { RowState, stateIcon } from '@/components/history/row-state'
import { IconButton } from '@/components/ui/icon-button'
import { Check, Star } from '@/components/ui/icons'
import { Thumbnail } from '@/components/ui/thumbnail'
import { useModelCard } from '@/components/ui/use-model-card'
import { cn } from '@/lib/cn'
import type { SweepCell } from '@/lib/edits/settings'
import { isOpen } from '@/lib/edits/state'
import type { EditView, NodeView, TreeRow as Row } from '@/lib/edits/view'
import type { NodeKey } from '@/lib/history/node-key'
import { nameOfNode } from '@/lib/history/node-name'
import { thumbAddress } from '@/lib/studio/image-address'
import { listCell } from '@/lib/studio/stage/sweep-cell'

export type RowHandlers = {
  onChoose(key: NodeKey, isAdding: boolean): void
  onOpen(key: NodeKey, isOpen: boolean): void
  onFocus(key: NodeKey): void
  onMenu(key: NodeKey, anchor: HTMLElement): void
  onKey(key: NodeKey, event: KeyboardEvent<HTMLElement>): void
}

/** One line of the history: 44 px, a step of 12 px for each level. */
export const TreeRow = memo(function TreeRow({
  row,
  view,
  query,
  isSelected,
  isTabStop,
  isInFirstSight,
  isPassing,
  handlers,
}: {
  row: Row
  /** Undefined until the server has told it. */
  view: NodeView | undefined
  query: string
  isSelected: boolean
  isTabStop: boolean
  isInFirstSight: boolean
  /** Too fast to be looked at: its picture is not asked for now. */
  isPassing: boolean
  handlers: RowHandlers
}) {
  const { key } = row
  const [isPictured, setPictured] = useState(!isPassing)
  // Once there, it stays.
  if (!isPassing && !isPictured) setPictured(true)
  const edit = view?.kind === 'edit' ? view : undefined
  const words = view && nameOfNode(view)
  const imageId = view?.image?.id ?? edit?.inputImageId
  const handleClick = (event: MouseEvent) =>
    handlers.onChoose(key, event.shiftKey || event.ctrlKey || event.metaKey)
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-expanded={row.isOpen}
      aria-selected={isSelected}
      aria-busy={view ? edit && isOpen(edit.state) : true}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={words === undefined ? 'Loading' : undefined}
      data-key={key}
      title={edit?.cell ? [words, ...listCell(edit.cell)].join(', ') : words}
      onClick={handleClick}
      onKeyDown={(event) => event.target === event.currentTarget && handlers.onKey(key, event)}
      onFocus={() => handlers.onFocus(key)}
      onContextMenu={(event) => {
        event.preventDefault()
        handlers.onMenu(key, event.currentTarget)
      }}
      style={{ '--depth': Math.min(row.level - 1, 12) } as CSSProperties}
      className={cn(
        'group tree-guides relative flex h-11 select-none items-center gap-[7px] rounded-2 pr-1 pl-[calc(2px+var(--depth)*12px)] outline-offset-[-2px]',
        isSelected
          ? 'bg-select after:absolute after:inset-y-2 after:left-0 after:w-0.5 after:rounded-full after:bg-accent'
          : 'hover:bg-hover',
      )}
    >
      <Twist row={row} onOpen={handlers.onOpen} />
      <Thumbnail
        src={imageId && isPictured ? thumbAddress(imageId) : undefined}
        isDim={edit !== undefined && !edit.image}
        isLazy={!isInFirstSight}
      >
        {edit && !edit.image && stateIcon(edit.state)}
      </Thumbnail>
      <div className="min-w-0 flex-1">
        {words === undefined ? (
          <p className="h-2 w-3/5 rounded-full bg-fill" />
        ) : (
          <>
            <p
              className={cn('truncate text-ui', isSelected || !edit ? 'font-medium text-ink' : 'text-ink-2')}
            >
              <Marked text={words} query={query} />
            </p>
            <p className="flex min-w-0 items-center gap-1 whitespace-nowrap text-ink-3 text-meta">
              {edit ? (
                <ModelAndState edit={edit} />
              ) : (
                `${row.under.toLocaleString('en')} ${row.under === 1 ? 'edit' : 'edits'}`
              )}
            </p>
          </>
        )}
      </div>
      <Marks isStarred={view?.starred ?? false} isKept={edit?.kept ?? false} />
      <span className="-ml-1 hidden group-focus-within:block group-hover:block pointer-coarse:block">
        <IconButton
          size="small"
          label={`More for ${words ?? 'this item'}`}
          icon={<RowIcon d="M5 12h.01M12 12h.01M19 12h.01" className="stroke-[4.25]" />}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation()
            handlers.onMenu(key, event.currentTarget)
          }}
        />
      </span>
    </div>
  )
})

/** What stands in every row is drawn in place: the browser looks a name in the file of icons up anew for each of them. */
function RowIcon({ d, className }: { d: string; className: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={cn('lucide', className)}>
      <path d={d} />
    </svg>
  )
}

function Twist({ row, onOpen }: { row: Row; onOpen: RowHandlers['onOpen'] }) {
  const look = '-mr-1.5 grid h-6 w-4 shrink-0 place-items-center text-ink-3'
  if (row.isOpen === undefined) return <span className={look} />
  const handleClick = (event: MouseEvent) => {
    event.stopPropagation()
    onOpen(row.key, !row.isOpen)
  }
  // The keyboard opens and closes by the arrows; the item itself says which it is.
  return (
    <span aria-hidden="true" onClick={handleClick} className={look}>
      <RowIcon d={row.isOpen ? 'm6 9 6 6 6-6' : 'm9 18 6-6-6-6'} className="size-3" />
    </span>
  )
}

function ModelAndState({ edit }: { edit: EditView }) {
  const card = useModelCard(edit.modelId)
  if (edit.state === 'outcome_unknown') return <RowState edit={edit} />
  if (edit.cell && edit.state === 'succeeded') return <ModelAndValues edit={edit} cell={edit.cell} />
  const hasState = edit.state !== 'succeeded' || edit.keptShare !== null
  return (
    <>
      <span className="min-w-6 truncate">{card?.shortName ?? edit.modelId}</span>
      {hasState && <span aria-hidden="true">·</span>}
      <RowState edit={edit} />
    </>
  )
}

/** All of a sweep have the same words: its values are what tells them apart. */
function ModelAndValues({ edit, cell }: { edit: EditView; cell: SweepCell }) {
  const card = useModelCard(edit.modelId)
  return (
    <>
      <span className="max-w-[40%] shrink-0 truncate">{card?.shortName ?? edit.modelId}</span>
      <span aria-hidden="true">·</span>
      <span className="truncate">{listCell(cell).join(', ')}</span>
    </>
  )
}

function Marks({ isStarred, isKept }: { isStarred: boolean; isKept: boolean }) {
  return (
    <>
      {isKept && <Check role="img" aria-label="Kept" aria-hidden={false} className="size-3 text-kept" />}
      {isStarred && (
        <Star
          role="img"
          aria-label="Starred"
          aria-hidden={false}
          className="size-3 fill-current text-ink-3"
        />
      )}
    </>
  )
}
