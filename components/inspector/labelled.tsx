import type { ReactNode } from 'react'

/** A control with its word above it; the control itself has the accessible name. */
export function Labelled({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="mt-2">
      <p aria-hidden="true" className="flex justify-between text-ui">
        <span>{label}</span>
        <span className="text-ink-3 text-meta">{note}</span>
      </p>
      {children}
    </div>
  )
}
