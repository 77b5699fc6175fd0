'use client'

import type { ComponentProps } from 'react'
import { fieldLook } from '@/components/ui/field'
import { ChevronDown } from '@/components/ui/icons'
import { cn } from '@/lib/cn'

export type SelectOption = { value: string; label: string }

/** A choice of one from a list: the system's own menu, so that it works under a finger and with every reader. */
export function Select({
  options,
  onValue,
  isBare = false,
  className,
  ...rest
}: Omit<ComponentProps<'select'>, 'onChange' | 'children'> & {
  options: readonly SelectOption[]
  /** Without a box, for small print beside other words. */
  isBare?: boolean
  onValue: (value: string) => void
}) {
  return (
    <span className={cn('relative block', className)}>
      <select
        onChange={(event) => onValue(event.target.value)}
        className={cn(
          'appearance-none truncate',
          isBare
            ? 'h-6 rounded-1 pr-4 text-right text-meta text-ink-2 hover:text-ink'
            : cn(fieldLook, 'pr-7'),
        )}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-raised text-ink">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className={cn(
          'pointer-events-none absolute top-1/2 -translate-y-1/2 size-3',
          isBare ? 'right-0' : 'right-2',
        )}
      />
    </span>
  )
}
