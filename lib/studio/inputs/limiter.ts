/** Lets `limit` tasks run at a time; the others wait in order. One that was told to stop never starts. */
export function createLimiter(limit: number) {
  let free = limit
  const waiting: (() => void)[] = []
  /** The place goes to whoever waits longest, and is free only when nobody does. */
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return async function run<Value>(signal: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      signal.throwIfAborted()
      return await task()
    } finally {
      leave()
    }
  }
}
