import 'server-only'
import pg from 'pg'

export type NotificationHandler = (payload: string) => void

/**
 * Calls `handler` for every NOTIFY on `channel`. What is notified while the connection is down is lost:
 * `onReconnect` is the moment to read what was missed.
 * @returns a function that ends this subscription.
 */
export type Listen = (
  channel: string,
  handler: NotificationHandler,
  onReconnect?: () => void,
) => Promise<() => Promise<void>>

type Subscription = { channel: string; handler: NotificationHandler; onReconnect?: () => void }

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 5_000

/** One connection that serves all subscriptions of this process. */
export function createListener(url: string): { listen: Listen; close(): Promise<void> } {
  const subscriptions = new Set<Subscription>()
  let connecting: Promise<pg.Client> | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const channels = () => new Set([...subscriptions].map(({ channel }) => channel))

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'afterimage listener',
      keepAlive: true,
    })
    client.on('error', () => {})
    client.on('notification', ({ channel, payload = '' }) => {
      for (const each of [...subscriptions]) if (each.channel === channel) each.handler(payload)
    })
    await client.connect()
    for (const channel of channels()) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    client.once('end', handleLoss)
    return client
  }

  function handleLoss() {
    connecting = undefined
    if (!closed && subscriptions.size > 0) reconnect(FIRST_RETRY_MS)
  }

  function reconnect(waitMs: number) {
    clearTimeout(retry)
    retry = setTimeout(() => {
      if (closed || connecting) return
      const attempt = connect()
      connecting = attempt
      attempt.then(
        () => {
          for (const each of [...subscriptions]) each.onReconnect?.()
        },
        () => {
          if (connecting === attempt) connecting = undefined
          if (!closed) reconnect(Math.min(waitMs * 2, LAST_RETRY_MS))
        },
      )
    }, waitMs)
  }

  async function listen(channel: string, handler: NotificationHandler, onReconnect?: () => void) {
    const known = channels().has(channel)
    const subscription = { channel, handler, onReconnect }
    subscriptions.add(subscription)
    try {
      if (!connecting) connecting = connect()
      const client = await connecting
      if (!known) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      subscriptions.delete(subscription)
      connecting = undefined
      throw error
    }
    return async () => {
      subscriptions.delete(subscription)
      const client = await connecting?.catch(() => undefined)
      // Asked after the wait: somebody may have begun to listen meanwhile.
      if (channels().has(channel)) return
      await client?.query(`unlisten ${client.escapeIdentifier(channel)}`).catch(() => {})
    }
  }

  async function close() {
    closed = true
    clearTimeout(retry)
    const client = await connecting?.catch(() => undefined)
    await client?.end().catch(() => {})
  }

  return { listen, close }
}
