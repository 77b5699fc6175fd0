import type { ReactNode } from 'react'

/** What can be done about an edit: in sight however small the pane is, while the words above scroll. */
export function NoteActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-3 -mb-3 flex flex-wrap items-center gap-2 bg-raised pb-3 shadow-[0_-6px_6px_var(--raised)]">
      {children}
    </div>
  )
}
