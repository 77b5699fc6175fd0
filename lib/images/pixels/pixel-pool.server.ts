import 'server-only'
import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/errors'
import { createSlots } from '@/lib/images/slots'
import type { FromThread, ThreadData, ToThread } from './pixel-protocol'
import { TaskError } from './task-error'

/** Threads cost about 30 MB each; after a minute without work they go. */
const REST_MS = 60_000
/** How long a task may take to notice that it was cancelled before its thread is ended. */
const ABORT_GRACE_MS = 2_000

/** Threads for loops over pixels, so that neither pages nor the queue wait for them. */
export type PixelPool = {
  /**
   * Runs a task of the table that the entry program serves. The payload is copied; buffers in the result move.
   * @param onProgress is told a share from 0 to 1
   * @throws TaskError with the task's own code; AppError `worker_crashed` when its thread died; the signal's reason
   */
  run<Result>(
    signal: AbortSignal,
    task: string,
    payload: unknown,
    onProgress?: (share: number) => void,
  ): Promise<Result>
  /** Starts a thread when none is there: work is about to come, and to start one takes longer than to ask for it. */
  warmUp(): void
  close(): Promise<void>
}

/**
 * @param entry the bundled program that calls `serveTasks`
 * @param size how many threads at most; they start when there is work
 */
export function createPixelPool(options: {
  entry: string | URL
  size: number
  /** Work that nobody waits for: on Linux its threads give way to all others. */
  isBackground?: boolean
  restMs?: number
  abortGraceMs?: number
}): PixelPool {
  const { entry, size, isBackground = false, restMs = REST_MS, abortGraceMs = ABORT_GRACE_MS } = options
  const slots = createSlots(size)
  const living = new Set<Worker>()
  const resting = new Map<Worker, NodeJS.Timeout>()

  function wake(): Worker {
    const rested = [...resting].pop()
    if (!rested) return start()
    const [thread, timer] = rested
    clearTimeout(timer)
    resting.delete(thread)
    thread.ref()
    return thread
  }

  function start(): Worker {
    const thread = new Worker(entry, { workerData: { isBackground } satisfies ThreadData })
    living.add(thread)
    // One that dies while it rests fails no task, and must not end the program.
    thread.on('error', () => {})
    thread.once('exit', () => {
      living.delete(thread)
      clearTimeout(resting.get(thread))
      resting.delete(thread)
    })
    return thread
  }

  function rest(thread: Worker): void {
    // A resting thread must not keep the program alive.
    thread.unref()
    resting.set(thread, setTimeout(() => void thread.terminate(), restMs).unref())
  }

  return {
    async run<Result>(
      signal: AbortSignal,
      task: string,
      payload: unknown,
      onProgress?: (share: number) => void,
    ) {
      const release = await slots.take(signal)
      if (signal.aborted) {
        release()
        throw signal.reason
      }
      const thread = wake()
      const ended = endOf(thread, onProgress)
      // The place is free again when the thread is, which may be later than the caller's cancelling.
      void ended.finally(release)
      thread.postMessage({
        kind: 'run',
        task,
        payload,
        isWatched: onProgress !== undefined,
      } satisfies ToThread)
      void ended.then((end) => end.kind !== 'died' && rest(thread))
      return toResult<Result>(await orAbort(signal, ended, () => stop(thread, ended, abortGraceMs)))
    },
    warmUp() {
      if (living.size === 0) rest(start())
    },
    async close() {
      await Promise.all([...living].map((thread) => thread.terminate()))
    },
  }
}

type End = Exclude<FromThread, { kind: 'progress' }> | { kind: 'died'; cause: unknown }

/** How a task ended; never rejects. */
function endOf(thread: Worker, onProgress?: (share: number) => void): Promise<End> {
  return new Promise((resolve) => {
    let cause: unknown
    const settle = (end: End) => {
      thread.off('message', take).off('error', fail).off('exit', exit)
      resolve(end)
    }
    const take = (message: FromThread) =>
      message.kind === 'progress' ? onProgress?.(message.value) : settle(message)
    const fail = (error: unknown) => {
      cause = error
    }
    const exit = (code: number) => settle({ kind: 'died', cause: cause ?? `the thread ended with ${code}` })
    thread.on('message', take).on('error', fail).on('exit', exit)
  })
}

function toResult<Result>(end: End): Result {
  if (end.kind === 'done') return end.value as Result
  if (end.kind === 'failed') throw new TaskError(end.error, end.details)
  throw new AppError('worker_crashed', undefined, { cause: end.cause })
}

function orAbort(signal: AbortSignal, ended: Promise<End>, stopWork: () => void): Promise<End> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      stopWork()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    void ended.then((end) => {
      signal.removeEventListener('abort', abort)
      resolve(end)
    })
  })
}

/** Asks first; a loop that does not listen is ended with its thread. */
function stop(thread: Worker, ended: Promise<End>, graceMs: number): void {
  thread.postMessage({ kind: 'abort' } satisfies ToThread)
  const timer = setTimeout(() => void thread.terminate(), graceMs)
  void ended.then(() => clearTimeout(timer))
}
