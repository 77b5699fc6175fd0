import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** The state of an edit at the head of its note. */
export function NoteTitle({
  icon,
  className,
  children,
}: {
  icon: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <h3 className={cn('flex items-center gap-1.5 font-semibold', className)}>
      {icon}
      {children}
    </h3>
  )
}
