import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@/lib/errors'

const ASK_EVERY_MS = 5_000

/** Tries again until there is room: what is paid for waits in memory rather than be lost to a full disk. */
export async function whenThereIsRoom<Value>(
  signal: AbortSignal,
  store: () => Promise<Value>,
): Promise<Value> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await store()
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'storage_full')) throw error
      if (!isTold) console.error('storage: a paid result waits until there is room to store it', error.cause)
      await delay(ASK_EVERY_MS, undefined, { signal })
    }
  }
}
