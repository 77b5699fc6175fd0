'use client'

import { cn } from '@/lib/cn'

/** On or off, at once. The word stands at its left and belongs to what can be pressed. */
export function Switch({
  label,
  isOn,
  isDisabled = false,
  describedBy,
  onChange,
}: {
  label: string
  isOn: boolean
  isDisabled?: boolean
  describedBy?: string
  onChange: (isOn: boolean) => void
}) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={isDisabled}
      onClick={() => onChange(!isOn)}
      className="flex min-h-6 w-full items-center justify-between gap-2 rounded-1 text-meta text-ink-3 disabled:opacity-42 pointer-coarse:min-h-11"
    >
      <span aria-hidden="true" className="text-left">
        {label}
      </span>
      <span
        aria-hidden="true"
        className={cn(
          'relative h-3.5 w-6 shrink-0 rounded-full transition-colors duration-fast',
          isOn ? 'bg-accent' : 'shadow-box',
        )}
      >
        <span
          className={cn(
            'absolute rounded-full transition-[left] duration-fast',
            isOn
              ? 'top-[3px] left-[13px] size-2 bg-on-accent'
              : 'top-[3.5px] left-[3.5px] size-[7px] bg-ink-3',
          )}
        />
      </span>
    </button>
  )
}
