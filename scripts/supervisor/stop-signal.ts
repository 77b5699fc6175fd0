/** How this process is told to stop. */
export type StopWatch = {
  /** Aborted at the same moment as `asked` resolves. */
  signal: AbortSignal
  asked: Promise<void>
  forget(): void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const PARENT_POLL_MS = 250

/**
 * Watches for Ctrl+C, SIGTERM and a closed terminal; under npm also for its sudden end, since a killed npm tells nobody.
 */
export function watchStop(): StopWatch {
  const controller = new AbortController()
  const stop = () => controller.abort()
  for (const name of SIGNALS) process.on(name, stop)
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) stop()
  }, PARENT_POLL_MS)
  watch.unref()
  return {
    signal: controller.signal,
    asked: new Promise((resolve) =>
      controller.signal.addEventListener('abort', () => resolve(), { once: true }),
    ),
    forget() {
      clearInterval(watch)
      for (const name of SIGNALS) process.off(name, stop)
    },
  }
}
