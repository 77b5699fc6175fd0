'use client'

/** The region "History". */
export function History() {
  return (
    <section aria-label="History" className="flex min-h-0 flex-1 flex-col border-line border-t">
      <h2 className="flex h-9 items-center px-3 text-section">History</h2>
    </section>
  )
}
