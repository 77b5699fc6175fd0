import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'

const POLL_MS = 50
const answerSchema = z.object({ database: z.literal('ok'), storage: z.literal('ok') })

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { signal })
    return answerSchema.safeParse(await response.json()).success
  } catch {
    return false
  }
}

/** Resolves once the instance answers for its database and its storage; the worker may follow a moment later. */
export async function waitUntilReady(signal: AbortSignal, url: string): Promise<void> {
  while (!(await isReady(url, signal))) await delay(POLL_MS, undefined, { signal })
}
