import type { ReactNode } from 'react'
import { FieldProblem } from '@/components/ui/field-problem'
import type { RunField } from '@/lib/edits/check-run'

/** One setting: its word, its control, then who uses it or what is wrong with it. */
export function Control({
  label,
  field,
  note,
  tool,
  children,
}: {
  label: string
  field?: RunField
  note?: string
  /** At the right of the word. */
  tool?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex min-h-6 items-center justify-between gap-2 text-ink-2">
        {label}
        {tool}
      </span>
      {children}
      {note && <p className="text-ink-3 text-meta">{note}</p>}
      {field && <FieldProblem field={field} />}
    </div>
  )
}
