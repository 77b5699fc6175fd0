/** How long a worker that is told to stop waits for the answer of a call that is paid for. */
const PATIENCE_MS = 25_000

export type Leave = {
  /** Aborted when the work must be left now. */
  signal: AbortSignal
  /** To be called when it may have become possible to leave. */
  check(): void
  release(): void
}

/**
 * Follows `stopping`: at once while work may be left, and otherwise as soon as it may be, or when the patience ends.
 * @param mayLeave false while leaving would throw away what is being paid for
 */
export function createLeave(stopping: AbortSignal, mayLeave: () => boolean): Leave {
  const controller = new AbortController()
  let patience: NodeJS.Timeout | undefined
  const leave = () => controller.abort(stopping.reason)
  const check = () => {
    if (stopping.aborted && mayLeave()) leave()
  }
  const stop = () => {
    check()
    if (!controller.signal.aborted) patience = setTimeout(leave, PATIENCE_MS)
  }
  if (stopping.aborted) stop()
  else stopping.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    check,
    release() {
      clearTimeout(patience)
      stopping.removeEventListener('abort', stop)
    },
  }
}
