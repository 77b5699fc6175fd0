import type { ReactNode } from 'react'
import { FieldProblem } from '@/components/ui/field-problem'
import type { RunField } from '@/lib/edits/check-run'

/** One setting: its word, its control, then who uses it or what is wrong with it. */
export function Control({
  label,
  field,
  note,
  children,
}: {
  label: string
  field?: RunField
  note?: string
  children: ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex h-5 items-center text-ink-2">{label}</span>
      {children}
      {note && <p className="text-ink-3 text-meta">{note}</p>}
      {field && <FieldProblem field={field} />}
    </div>
  )
}
