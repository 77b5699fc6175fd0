'use client'

import type { ReactNode } from 'react'

/**
 * The region "Stage". `welcome` takes the place of the picture while the project is empty; `clearBottomPx` is how much
 * the composer covers at the bottom: Fit keeps clear of it.
 */
export function Stage({ welcome }: { welcome?: ReactNode; clearBottomPx: number }) {
  return (
    <section aria-label="Stage" className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-stage">
      {welcome}
    </section>
  )
}
