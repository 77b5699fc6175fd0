/** Two presses within this are one intent: a double click never costs twice. */
const ONE_INTENT_MS = 1000

type Intent = {
  fingerprint: string
  clientKey: string
  isUnderWay: boolean
  /** The server has answered: a moment later the same press is a new intent. */
  settle(): void
}

/**
 * The keys under which the server does what costs money once. The same request keeps its key until it was answered and
 * a moment has passed, however often it is sent.
 */
export function createIntents(newKey: () => string, nowMs: () => number) {
  let latest: Intent | undefined
  let settledAtMs = 0
  return {
    /** @param fingerprint tells one request from another. */
    find(fingerprint: string): Intent {
      const isOver = latest?.isUnderWay === false && nowMs() - settledAtMs >= ONE_INTENT_MS
      if (latest?.fingerprint === fingerprint && !isOver) return latest
      const intent: Intent = {
        fingerprint,
        clientKey: newKey(),
        isUnderWay: true,
        settle() {
          settledAtMs = nowMs()
          intent.isUnderWay = false
        },
      }
      latest = intent
      return intent
    },
  }
}
