/** A number of places; who finds none waits in line. */
export type Slots = {
  /** @returns the function that gives the place back. @throws the signal's reason when it aborts while waiting. */
  take(signal: AbortSignal): Promise<() => void>
}

export function createSlots(count: number): Slots {
  let free = count
  const waiting: (() => void)[] = []

  function release(): void {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  return {
    async take(signal) {
      signal.throwIfAborted()
      if (free > 0) free -= 1
      else await waitInLine(signal, waiting)
      return release
    },
  }
}

function waitInLine(signal: AbortSignal, waiting: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const proceed = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    const leave = () => {
      waiting.splice(waiting.indexOf(proceed), 1)
      reject(signal.reason)
    }
    waiting.push(proceed)
    signal.addEventListener('abort', leave, { once: true })
  })
}
