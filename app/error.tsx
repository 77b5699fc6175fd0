'use client'

import { PlainPage } from '@/components/ui/plain-page'

/** A page that could not be drawn. What was paid for lies safe on the server; trying again reads it anew. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <PlainPage title="This page could not be shown">
      <p role="alert">
        Your photos, results and history are safe on the server. If it was just restarted, try again in a
        moment.
      </p>
      <button
        type="button"
        onClick={reset}
        className="mt-4 h-8 rounded-2 bg-ink px-3.5 text-label text-panel pointer-coarse:min-h-11"
      >
        Try again
      </button>
    </PlainPage>
  )
}
