'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { cn } from '@/lib/cn'

export type Segment<Value extends string> = {
  value: Value
  label: string
  icon?: ReactNode
  title?: string
  /** Why it cannot be chosen now; read as its description. */
  reason?: string
}

const looks = {
  /** A recessed box: a setting. */
  box: {
    group: 'rounded-2 bg-fill p-0.5',
    segment: 'h-6 justify-center rounded-1 px-2',
    on: 'bg-lit',
    off: 'hover:text-ink',
  },
  /** Buttons in a row: tools of the stage. */
  tools: {
    group: 'gap-px',
    segment: 'h-7 gap-[5px] rounded-2 pr-[9px] pl-[7px]',
    on: 'bg-lit',
    off: 'hover:bg-hover',
  },
} as const

/** One of few, all in sight. One stop for Tab; arrows choose, Home and End go to the ends. */
export function SegmentedRadio<Value extends string>({
  label,
  segments,
  value,
  look = 'box',
  className,
  segmentClassName,
  onValue,
  onIdle,
}: {
  label: string
  segments: readonly Segment<Value>[]
  value: Value
  look?: keyof typeof looks
  className?: string
  /** Where the segments themselves must give way, e.g. hide their words when the stage is narrow. */
  segmentClassName?: string
  onValue: (value: Value) => void
  /** Told of a press on one that cannot be chosen now. */
  onIdle?: (value: Value) => void
}) {
  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const open = segments.filter((segment) => segment.reason === undefined)
    const to = target(
      event.key,
      open.findIndex((segment) => segment.value === value),
      open.length,
    )
    if (to === undefined) return
    event.preventDefault()
    onValue(open[to]!.value)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]:not([aria-disabled])')[to]?.focus()
  }
  return (
    <div
      role="radiogroup"
      aria-label={label}
      onKeyDown={handleKey}
      className={cn('flex', looks[look].group, className)}
    >
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          data-value={segment.value}
          aria-checked={segment.value === value}
          aria-label={segment.label}
          aria-disabled={segment.reason !== undefined || undefined}
          aria-description={segment.reason}
          title={segment.reason ?? segment.title}
          tabIndex={segment.value === value ? 0 : -1}
          onClick={() => (segment.reason === undefined ? onValue : onIdle)?.(segment.value)}
          className={cn(
            'flex shrink-0 items-center whitespace-nowrap text-ui hover:transition-colors hover:duration-base pointer-coarse:min-h-11',
            looks[look].segment,
            segment.value === value
              ? cn('font-medium text-ink', looks[look].on)
              : cn('text-ink-2', segment.reason === undefined && looks[look].off),
            segment.reason !== undefined && 'text-ink-3 opacity-60',
            segmentClassName,
          )}
        >
          {segment.icon}
          <span data-label="">{segment.label}</span>
        </button>
      ))}
    </div>
  )
}

function target(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (at + count - 1) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return undefined
}
