import type { ReactNode } from 'react'
import { BrandMark } from '@/components/ui/brand-mark'

/**
 * A page that only says something: that a thing is not there, or that it could not be shown. It stands in the first
 * load of every page, so that it carries no header with tools.
 */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <header className="flex h-10 items-center border-line border-b bg-panel px-3">
        <a href="/" className="flex h-full items-center gap-2 rounded-1 text-name">
          <BrandMark />
          Afterimage
        </a>
      </header>
      <main className="mx-auto w-full max-w-[640px] px-8 py-12 text-body text-ink-2 max-sm:px-4">
        <h1 className="mb-1 text-ink text-title">{title}</h1>
        {children}
      </main>
    </div>
  )
}
