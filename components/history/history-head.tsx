import type { ReactNode } from 'react'

/** The line above the tree: its name, how much is in it, and what can be done with all of it. */
export function HistoryHead({ count, children }: { count?: string; children?: ReactNode }) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 pr-2 pl-3">
      <h2 className="mr-1 text-section">History</h2>
      <span role="status" className="min-w-0 flex-1 truncate text-ink-3 text-meta">
        {count}
      </span>
      {children}
    </div>
  )
}
