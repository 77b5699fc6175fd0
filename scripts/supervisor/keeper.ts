import { type ChildProcess, spawn } from 'node:child_process'

export type KeeperOptions = {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** How long it may take to stop before it is killed. */
  stopTimeoutMs: number
}

export type Keeper = {
  /** True once the child has ended `MAX_EARLY_ENDS` times without having been `settle`d. */
  gaveUp: Promise<void>
  /** The first start went well: from now on it is started again for ever. */
  settle(): void
  /** Ends the child and starts it again at once. */
  restart(): void
  stop(): Promise<void>
}

const MAX_EARLY_ENDS = 3
const FIRST_WAIT_MS = 250
const LAST_WAIT_MS = 30_000
/** A child that lived this long was healthy: its next end begins with the shortest wait again. */
const HEALTHY_MS = 60_000

/** Keeps one child process running: started again when it ends, with growing pauses, until `stop`. */
export function keepRunning({ name, args, env, stopTimeoutMs }: KeeperOptions): Keeper {
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let settled = false
  let restarting = false
  let earlyEnds = 0
  let waitMs = FIRST_WAIT_MS
  let giveUp = () => {}
  const gaveUp = new Promise<void>((resolve) => {
    giveUp = resolve
  })

  function start() {
    const startMs = Date.now()
    // A session of its own: Ctrl+C reaches the supervisor alone, which stops everything in order.
    child = spawn(process.execPath, args, {
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.once('error', (error) => console.error(`${name}: ${error.message}`))
    child.once('exit', (code, signal) => {
      child = undefined
      if (!stopping) handleEnd(signal ?? `code ${code}`, Date.now() - startMs)
    })
  }

  function handleEnd(reason: string, livedMs: number) {
    if (restarting) {
      restarting = false
      return start()
    }
    earlyEnds += 1
    if (!settled && earlyEnds >= MAX_EARLY_ENDS) return giveUp()
    if (livedMs > HEALTHY_MS) waitMs = FIRST_WAIT_MS
    console.error(`${name}: ended by itself (${reason}); it is started again.`)
    timer = setTimeout(start, waitMs)
    waitMs = Math.min(waitMs * 2, LAST_WAIT_MS)
  }

  start()
  return {
    gaveUp,
    settle() {
      settled = true
    },
    restart() {
      if (!child || stopping) return
      restarting = true
      child.kill('SIGTERM')
    },
    async stop() {
      stopping = true
      clearTimeout(timer)
      const current = child
      if (!current) return
      await new Promise<void>((resolve) => {
        const impatience = setTimeout(() => current.kill('SIGKILL'), stopTimeoutMs)
        current.once('exit', () => {
          clearTimeout(impatience)
          resolve()
        })
        current.kill('SIGTERM')
      })
    },
  }
}
