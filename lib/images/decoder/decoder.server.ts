import 'server-only'
import type { ChildProcess } from 'node:child_process'
import { AppError } from '@/lib/errors'
import { createSlots } from '@/lib/images/slots'
import type { Decoder, Prover } from './decoder'
import { askChild, startChild } from './decoder-process.server'
import type { DecoderJob } from './decoder-protocol'

/** 100 megapixels take about 5 s; whatever takes four times as long is not a picture. */
const JOB_TIMEOUT_MS = 20_000
/** Three pictures of that size, with all their samples. */
const PROOF_TIMEOUT_MS = 90_000
/** People add photos in bursts; after this much rest the memory is worth more than the 150 ms of a new start. */
const REST_MS = 30_000

/**
 * A decoder in child processes: bytes from outside are only ever decoded there, so that a crash or a full memory costs
 * that one file. Children start when there is work, do one job at a time, and end after a rest.
 * @param entry path of the bundled program that calls `serveDecoder`
 * @param concurrency how many children at most
 * @param givesWay true where nobody waits for the picture: whoever sent it may have a browser on this machine
 */
export function createDecoder(options: {
  entry: string
  concurrency: number
  givesWay?: boolean
  jobTimeoutMs?: number
  restMs?: number
}): Decoder & Prover {
  const { entry, concurrency, givesWay = false, jobTimeoutMs = JOB_TIMEOUT_MS, restMs = REST_MS } = options
  const slots = createSlots(concurrency)
  const living = new Set<ChildProcess>()
  const resting = new Map<ChildProcess, NodeJS.Timeout>()

  async function wake(signal: AbortSignal): Promise<ChildProcess> {
    const rested = [...resting].pop()
    if (!rested) return start(signal)
    const [child, timer] = rested
    clearTimeout(timer)
    resting.delete(child)
    child.ref()
    child.channel?.ref()
    return child
  }

  async function start(signal: AbortSignal): Promise<ChildProcess> {
    const child = await startChild(signal, entry, givesWay)
    living.add(child)
    child.once('exit', () => {
      living.delete(child)
      clearTimeout(resting.get(child))
      resting.delete(child)
    })
    return child
  }

  function rest(child: ChildProcess): void {
    // A resting child must not keep the program alive.
    child.unref()
    child.channel?.unref()
    resting.set(child, setTimeout(() => child.kill('SIGKILL'), restMs).unref())
  }

  async function warmOne(): Promise<void> {
    const { signal } = new AbortController()
    const release = await slots.take(signal)
    // What cannot start now fails with a reason when it is needed.
    const child = await wake(signal).catch(() => undefined)
    if (child) rest(child)
    release()
  }

  async function run(signal: AbortSignal, job: DecoderJob, timeoutMs = jobTimeoutMs): Promise<unknown> {
    const release = await slots.take(signal)
    try {
      const child = await wake(signal)
      const answer = await askChild(signal, child, job, timeoutMs)
      rest(child)
      if ('error' in answer) throw new AppError(answer.error.code, answer.error.message)
      return answer.value
    } finally {
      release()
    }
  }

  return {
    async warmUp() {
      await Promise.all(Array.from({ length: concurrency }, warmOne))
    },
    inspect: (signal, ...args) => run(signal, { name: 'inspect', args }) as ReturnType<Decoder['inspect']>,
    renditions: (signal, ...args) => run(signal, { name: 'renditions', args }) as Promise<void>,
    exportImage: (signal, ...args) => run(signal, { name: 'exportImage', args }) as Promise<void>,
    prove: (signal, ...args) =>
      run(signal, { name: 'prove', args }, PROOF_TIMEOUT_MS) as ReturnType<Prover['prove']>,
    async close() {
      for (const child of living) child.kill('SIGKILL')
    },
  }
}
