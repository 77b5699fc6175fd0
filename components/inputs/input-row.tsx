'use client'

import { type DragEvent, type KeyboardEvent, memo } from 'react'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { ChevronDown, ChevronUp, X } from '@/components/ui/icons'
import { useStudio, useStudioStore } from '@/components/ui/studio-provider'
import { Thumbnail } from '@/components/ui/thumbnail'
import { cn } from '@/lib/cn'
import { formatBytes } from '@/lib/studio/byte-size'
import { findCurrentKey } from '@/lib/studio/current-key'
import { thumbAddress } from '@/lib/studio/image-address'
import { keyOfInput } from '@/lib/studio/inputs/follow-primary'
import type { InputItem } from '@/lib/studio/inputs/input-list'

type ReadyItem = Extract<InputItem, { state: 'ready' }>

/** The type of what is dragged, so that a row is not taken for a file dropped on the page. */
export const ROW_TYPE = 'application/x-afterimage-input'

/**
 * An input that is there: 44 px; a press, or Enter, shows it on the stage. Tools appear on hover and focus, in the place
 * where they can be pressed at once.
 */
export const InputRow = memo(function InputRow({
  item,
  at,
  count,
}: {
  item: ReadyItem
  at: number
  count: number
}) {
  const store = useStudioStore()
  const { name, key, input } = item
  const { width, height, bytes } = input.image
  const isShown = useStudio((state) => findCurrentKey(state) === keyOfInput(input))
  const facts = `${width} × ${height} · ${formatBytes(bytes)}`
  const show = () => store.getState().show(keyOfInput(input))
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    // Space would scroll the list.
    event.preventDefault()
    show()
  }
  const move = (to: number) => store.getState().moveInput(key, to)
  const handleDrop = (event: DragEvent) => {
    const dragged = event.dataTransfer.getData(ROW_TYPE)
    if (!dragged) return
    event.preventDefault()
    store.getState().moveInput(dragged, at)
  }
  return (
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(ROW_TYPE, key)
        event.dataTransfer.effectAllowed = 'move'
      }}
      onDragOver={(event) => event.dataTransfer.types.includes(ROW_TYPE) && event.preventDefault()}
      onDrop={handleDrop}
      className={cn(
        'group relative flex min-h-11 items-center rounded-2 pr-2 has-focus-visible:bg-hover hover:bg-hover',
        isShown &&
          'after:absolute after:inset-y-2 after:left-0 after:w-0.5 after:rounded-full after:bg-accent',
      )}
    >
      {/* No element `button`: Firefox lets nothing be dragged by one. */}
      <div
        role="button"
        tabIndex={0}
        aria-label={`Show ${name}`}
        aria-description={at === 0 ? `Primary, ${facts}` : facts}
        aria-current={isShown || undefined}
        title={name}
        onClick={show}
        onKeyDown={handleKey}
        className="flex min-h-11 min-w-0 flex-1 items-center gap-2 rounded-2 py-1 pl-2 outline-offset-[-2px]"
      >
        <Thumbnail src={item.thumbnailUrl ?? thumbAddress(input.imageId)} size="medium" />
        <div
          className={cn(
            'min-w-0 flex-1',
            count > 1
              ? 'pointer-fine:group-has-focus-visible:pr-18 pointer-fine:group-hover:pr-18'
              : 'pointer-fine:group-has-focus-visible:pr-6 pointer-fine:group-hover:pr-6',
          )}
        >
          <div className="flex items-center gap-2">
            <span className={cn('min-w-0 flex-1 truncate', at === 0 && 'font-medium')}>{name}</span>
            {at === 0 && (
              <span className="pointer-fine:group-has-focus-visible:hidden pointer-fine:group-hover:hidden pointer-coarse:hidden">
                <Badge look="plain">Primary</Badge>
              </span>
            )}
          </div>
          <div
            className={cn(
              'truncate text-ink-3 text-meta',
              // Where the badge has no room, because the tools stay.
              at === 0 && "pointer-coarse:before:text-ink pointer-coarse:before:content-['Primary_·_']",
            )}
          >
            {facts}
          </div>
        </div>
      </div>
      <div className="-mr-1 pointer-fine:-translate-y-1/2 flex pointer-fine:not-group-has-focus-visible:not-group-hover:opacity-0 pointer-fine:absolute pointer-fine:top-1/2 pointer-fine:right-2">
        {count > 1 && (
          <>
            <IconButton
              size="small"
              label={`Move ${name} up`}
              icon={<ChevronUp />}
              aria-disabled={at === 0}
              onClick={() => move(at - 1)}
              className="aria-disabled:opacity-42"
            />
            <IconButton
              size="small"
              label={`Move ${name} down`}
              icon={<ChevronDown />}
              aria-disabled={at === count - 1}
              onClick={() => move(at + 1)}
              className="aria-disabled:opacity-42"
            />
          </>
        )}
        <IconButton
          size="small"
          label={`Remove ${name}`}
          icon={<X />}
          onClick={() => store.getState().removeInput(key)}
        />
      </div>
    </li>
  )
})
