'use client'

import type { ReactNode } from 'react'
import { Check } from '@/components/ui/icons'
import { cn } from '@/lib/cn'

/**
 * A box with its word. `aria-label` is the full name where the visible word is short; `reason` says why it cannot be
 * chosen and is read as its description, as is what `description` says of one that can.
 */
export function Checkbox({
  label,
  children,
  isChecked,
  reason,
  description,
  onChange,
}: {
  label: string
  children: ReactNode
  isChecked: boolean
  reason?: string
  description?: string
  onChange: (isChecked: boolean) => void
}) {
  const isDisabled = reason !== undefined
  return (
    <label
      title={reason}
      className={cn(
        'relative inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-2 pr-2 pl-1.5 text-ui transition-colors duration-fast has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:min-h-11',
        isDisabled ? 'text-ink-3' : 'hover:bg-hover',
        isChecked ? 'font-medium text-ink' : !isDisabled && 'text-ink-2',
      )}
    >
      <input
        type="checkbox"
        aria-label={label}
        aria-description={reason ?? description}
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        className="peer absolute size-3.5 opacity-0"
      />
      <span
        aria-hidden="true"
        className={cn(
          'grid size-3.5 shrink-0 place-items-center rounded-1 pointer-coarse:size-[18px]',
          isChecked ? 'bg-accent text-on-accent' : isDisabled ? 'shadow-hairline' : 'shadow-box',
        )}
      >
        {isChecked && <Check className="size-2.5 [stroke-width:3.6]" />}
      </span>
      {children}
    </label>
  )
}
