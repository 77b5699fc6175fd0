import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

const looks = {
  outline: 'text-ink-2 shadow-hairline',
  plain: 'bg-fill text-ink-2',
  kept: 'bg-kept-soft text-kept',
  failed: 'bg-failed-soft text-failed',
  unknown: 'bg-unknown-soft text-unknown',
  running: 'bg-select text-running',
} as const

export type BadgeLook = keyof typeof looks

/** A word in a box: models are outlined, states tinted and carry a dot or an icon besides their colour. */
export function Badge({
  look = 'outline',
  icon,
  isBig = false,
  children,
}: {
  look?: BadgeLook
  icon?: ReactNode
  isBig?: boolean
  children: ReactNode
}) {
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-1 text-[11px] font-medium leading-4',
        isBig ? 'h-5 px-[7px]' : 'h-4 px-[5px]',
        looks[look],
      )}
    >
      {icon}
      {children}
    </span>
  )
}
