/** Lets `limit` tasks run at a time; the others wait in order. One that was told to stop never starts. */
export function createLimiter(limit: number) {
  let running = 0
  const waiting: (() => void)[] = []
  const leave = () => {
    running -= 1
    waiting.shift()?.()
  }
  return async function run<Value>(signal: AbortSignal, task: () => Promise<Value>): Promise<Value> {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      signal.throwIfAborted()
      return await task()
    } finally {
      leave()
    }
  }
}
