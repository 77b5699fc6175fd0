import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import type { Listen } from '@/lib/db/listener.server'
import { canResume, EVENTS_CHANNEL, readEvents, type StoredEvent } from '@/lib/edits/event-records.server'

type Subscriber = { projectId: string; wake(): void }

/** Hands the events of a project to every browser that shows it. One per web process. */
export type EventHub = {
  /**
   * The events after `afterId`, the stored ones first, then each as it happens, until the signal is aborted.
   * @returns undefined when so much is gone that the browser must read everything again.
   */
  follow(
    signal: AbortSignal,
    projectId: string,
    afterId: number,
  ): Promise<AsyncIterable<StoredEvent[]> | undefined>
  close(): Promise<void>
}

/** @param listen hears NOTIFY; when its connection was lost, every subscriber looks for itself. */
export async function createEventHub(db: Records, listen: Listen): Promise<EventHub> {
  const subscribers = new Set<Subscriber>()
  const wake = (projectId?: string) => {
    for (const each of subscribers) if (projectId === undefined || each.projectId === projectId) each.wake()
  }
  const close = await listen(EVENTS_CHANNEL, wake, () => wake())

  async function* stream(signal: AbortSignal, projectId: string, afterId: number) {
    let seen = afterId
    let isWoken = true
    let resume = () => {}
    const subscriber: Subscriber = {
      projectId,
      wake() {
        isWoken = true
        resume()
      },
    }
    subscribers.add(subscriber)
    signal.addEventListener('abort', subscriber.wake, { once: true })
    try {
      while (!signal.aborted) {
        isWoken = false
        const events = await readEvents(db, projectId, seen)
        seen = events.at(-1)?.id ?? seen
        if (events.length > 0) yield events
        else if (!isWoken) await new Promise<void>((resolve) => (resume = resolve))
      }
    } finally {
      subscribers.delete(subscriber)
    }
  }

  return {
    async follow(signal, projectId, afterId) {
      return (await canResume(db, projectId, afterId)) ? stream(signal, projectId, afterId) : undefined
    },
    close,
  }
}
