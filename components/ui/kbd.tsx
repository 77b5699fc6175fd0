import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** A key. `inherit` takes the colour of the button it stands in. */
export function Kbd({ children, inherit = false }: { children: ReactNode; inherit?: boolean }) {
  return (
    <kbd
      className={cn(
        'inline-block min-w-[18px] rounded-1 border px-1 text-center font-sans text-[11px] leading-4',
        inherit ? 'border-current/35 font-medium' : 'border-line-strong text-ink-3',
      )}
    >
      {children}
    </kbd>
  )
}
