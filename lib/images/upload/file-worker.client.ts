import type { FileAnswer, FileQuestion, FileWork } from './file-work'

type Waiting = (value: FileAnswer['value']) => void

let worker: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * Asks the file worker, so that the page's own thread never touches a photo's bytes.
 * @returns undefined when this browser cannot do it
 * @throws the signal's reason
 */
export function askFileWorker(signal: AbortSignal, work: FileWork, file: File): Promise<FileAnswer['value']> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const id = ++lastId
    const leave = () => {
      waiting.delete(id)
      reject(signal.reason)
    }
    waiting.set(id, (value) => {
      waiting.delete(id)
      signal.removeEventListener('abort', leave)
      resolve(value)
    })
    signal.addEventListener('abort', leave, { once: true })
    prepareFileWorker().postMessage({ id, work, file } satisfies FileQuestion)
  })
}

/** Starts the worker, so that the first question does not wait for that. */
export function prepareFileWorker(): Worker {
  worker ??= startWorker()
  return worker
}

function startWorker(): Worker {
  const started = new Worker(new URL('./thumbnail-worker.client.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<FileAnswer>) =>
    waiting.get(data.id)?.(data.value),
  )
  // A worker that fails to load, or dies, answers nobody; the next question starts another.
  started.addEventListener('error', () => {
    worker = undefined
    for (const answer of [...waiting.values()]) answer(undefined)
  })
  return started
}
