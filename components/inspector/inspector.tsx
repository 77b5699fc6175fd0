'use client'

/** The region "Details". */
export function Inspector() {
  return (
    <section aria-label="Details" className="flex min-h-0 flex-1 flex-col">
      <h2 className="flex h-9 items-center px-3 text-section">Details</h2>
    </section>
  )
}
