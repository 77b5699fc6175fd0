import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError, isAbort } from '@/lib/errors'

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 5_000

/** Tries again until there is room: a result that was paid for is not given up for a full disk. */
export const whenThereIsRoom = <Value>(signal: AbortSignal, store: () => Promise<Value>): Promise<Value> =>
  tryWhile(signal, store, (error) => error instanceof AppError && error.code === 'storage_full')

/** Tries again whatever is wrong: what was paid for and stands in memory only is never dropped. */
export const untilStored = <Value>(signal: AbortSignal, store: () => Promise<Value>): Promise<Value> =>
  tryWhile(signal, store, (error) => !isAbort(error))

async function tryWhile<Value>(
  signal: AbortSignal,
  store: () => Promise<Value>,
  mayPass: (error: unknown) => boolean,
): Promise<Value> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await store()
    } catch (error) {
      if (signal.aborted || !mayPass(error)) throw error
      if (waitMs === FIRST_WAIT_MS) console.error('storage: a result waits until it can be stored', error)
      await delay(waitMs, undefined, { signal })
    }
  }
}
