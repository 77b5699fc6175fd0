'use client'

import { Button } from '@/components/ui/button'
import { TopBar } from '@/components/ui/top-bar'

/** A page that could not be drawn. What was paid for lies safe on the server; trying again reads it anew. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div className="flex min-h-dvh flex-col bg-page">
      <TopBar />
      <main role="alert" className="mx-auto w-full max-w-[640px] px-8 py-12 max-sm:px-4">
        <h1 className="text-title">This page could not be shown</h1>
        <p className="mt-1 mb-4 text-body text-ink-2">
          Your photos, results and history are safe on the server. If it was just restarted, try again in a
          moment.
        </p>
        <Button look="strong" onClick={reset}>
          Try again
        </Button>
      </main>
    </div>
  )
}
