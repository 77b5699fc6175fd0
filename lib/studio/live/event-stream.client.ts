import type { StudioEvent } from '@/lib/edits/event'
import type { Connection } from '@/lib/studio/live/connection-slice'

/** Waits between tries when the server answered with an error, in ms; the last one repeats. */
const RETRY_MS = [500, 1000, 2000, 4000, 8000] as const

const SIGNED_OUT = 401

const waitFor = (tries: number) => RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]

type StreamParts = {
  projectId: string
  lastEventId: () => number
  onEvent: (event: StudioEvent, id: number) => void
  onConnection: (connection: Connection) => void
  /** Too much was missed: reads everything again, after which the stream goes on. */
  onReset: () => Promise<void>
}

const unheard = (): Connection => (navigator.onLine ? 'lost' : 'offline')

/**
 * Follows the events of a project while the page is in sight and the network is there; a hidden tab holds no
 * connection. It resumes after the last event that was taken in. Returns the function that ends it.
 */
export function followEvents(parts: StreamParts): () => void {
  let source: EventSource | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let resets = 0
  let isEnded = false

  const close = () => {
    clearTimeout(retryTimer)
    source?.close()
    source = undefined
  }

  const addressOf = () => `/api/projects/${parts.projectId}/events?after=${parts.lastEventId()}`

  /** An event source tells no status, so the same question is asked once more by other means. */
  const explainEnd = async () => {
    const asking = new AbortController()
    const status = await fetch(addressOf(), { signal: asking.signal }).then(
      (answer) => answer.status,
      () => undefined,
    )
    asking.abort()
    // The next try may have gone through before the answer came.
    if (isEnded || source?.readyState === EventSource.OPEN) return
    parts.onConnection(status === SIGNED_OUT ? 'signed_out' : unheard())
  }

  const open = () => {
    close()
    source = new EventSource(addressOf())
    source.onopen = () => {
      tries = 0
      parts.onConnection('live')
    }
    source.onmessage = ({ data, lastEventId }) => parts.onEvent(JSON.parse(data), Number(lastEventId))
    source.addEventListener('reset', async () => {
      close()
      // A failed reading is tried again by the next connection, which is told to reset once more.
      await parts.onReset().then(
        () => (resets = 0),
        () => parts.onConnection('lost'),
      )
      if (!isEnded && !document.hidden) retryTimer = setTimeout(open, waitFor(resets))
      resets += 1
    })
    source.onerror = () => {
      // After an answer that is no stream the browser gives up; after a broken line it tries again by itself.
      if (source?.readyState !== EventSource.CLOSED) return parts.onConnection(unheard())
      void explainEnd()
      retryTimer = setTimeout(open, waitFor(tries))
      tries += 1
    }
  }

  const handleVisibility = () => (document.hidden ? close() : open())
  // Asked anew rather than believed: a studio on this very machine answers without a network.
  const handleOffline = () => {
    if (!document.hidden) open()
  }
  const handleOnline = () => {
    parts.onConnection('connecting')
    if (!document.hidden) open()
  }

  document.addEventListener('visibilitychange', handleVisibility)
  window.addEventListener('offline', handleOffline)
  window.addEventListener('online', handleOnline)
  if (!document.hidden) open()
  return () => {
    isEnded = true
    close()
    document.removeEventListener('visibilitychange', handleVisibility)
    window.removeEventListener('offline', handleOffline)
    window.removeEventListener('online', handleOnline)
  }
}
