import 'server-only'
import { constants, setPriority } from 'node:os'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { AppError, toReport } from '@/lib/errors'
import type { FromThread, ThreadData, ToThread } from './pixel-protocol'

/**
 * Work that a thread can do. Payload and result are what structured cloning can carry; buffers in a result move to the
 * caller without a copy. `onProgress` takes a share from 0 to 1.
 */
export type PixelTask<Payload = never, Result = unknown> = (
  signal: AbortSignal,
  payload: Payload,
  onProgress?: (share: number) => void,
) => Result | Promise<Result>

export type PixelTasks = Record<string, PixelTask>

/** The loop inside a thread of the pool: waits for tasks by name and answers each. */
export function serveTasks(tasks: PixelTasks, port: MessagePort | null = parentPort): void {
  if (!port) throw new Error('Tasks are served in a worker thread only.')
  if ((workerData as ThreadData | null)?.isBackground) giveWay()
  let controller = new AbortController()
  port.on('message', async (message: ToThread) => {
    if (message.kind === 'abort') return controller.abort()
    controller = new AbortController()
    const onProgress = (value: number) => port.postMessage({ kind: 'progress', value } satisfies FromThread)
    const task = tasks[message.task] as PixelTask<unknown> | undefined
    post(port, await perform(controller.signal, task, message, message.isWatched ? onProgress : undefined))
  })
}

/** Linux knows a priority for each thread; elsewhere this would slow the whole process. */
function giveWay(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)
}

async function perform(
  signal: AbortSignal,
  task: PixelTask<unknown> | undefined,
  message: Extract<ToThread, { kind: 'run' }>,
  onProgress: ((share: number) => void) | undefined,
): Promise<FromThread> {
  try {
    if (!task) throw new Error(`There is no task "${message.task}".`)
    return { kind: 'done', value: await task(signal, message.payload, onProgress) }
  } catch (error) {
    // What is not ours to show is still for the log, and this is the only place that sees its stack.
    if (!(error instanceof AppError) && !signal.aborted) console.error(error)
    const details = error instanceof AppError && 'details' in error ? { details: error.details } : {}
    return { kind: 'failed', error: toReport(error), ...details }
  }
}

function post(port: MessagePort, message: FromThread): void {
  const buffers = message.kind === 'done' ? [...new Set(buffersOf(message.value))] : []
  try {
    port.postMessage(message, buffers)
  } catch (error) {
    // Buffers that belong to native code or to Node's pool refuse to move; then they are copied.
    if (!(error instanceof DOMException)) throw error
    port.postMessage(message)
  }
}

/** The buffers of arrays that fill them wholly, anywhere in a value. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    const isWhole = value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength
    return isWhole ? [value.buffer as ArrayBuffer] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(buffersOf)
}
