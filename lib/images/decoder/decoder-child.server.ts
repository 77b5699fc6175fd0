import 'server-only'
import { writeFileSync } from 'node:fs'
import { toReport } from '@/lib/errors'
import type { Decoder, Prover } from './decoder'
import type { DecoderAnswer, DecoderJob } from './decoder-protocol'

/**
 * The loop inside a decoder child: one job after another, until the parent goes away. Cancelling is done from
 * outside, by ending the process.
 */
export function serveDecoder(decoder: Decoder & Prover): void {
  volunteerToDie()
  const { signal } = new AbortController()
  process.on('message', async (job: DecoderJob) => process.send?.(await answer(decoder, signal, job)))
  process.on('disconnect', () => process.exit(0))
  process.send?.('ready')
}

async function answer(
  decoder: Decoder & Prover,
  signal: AbortSignal,
  job: DecoderJob,
): Promise<DecoderAnswer> {
  try {
    return { value: await perform(decoder, signal, job) }
  } catch (error) {
    return { error: toReport(error) }
  }
}

function perform(decoder: Decoder & Prover, signal: AbortSignal, job: DecoderJob): Promise<unknown> {
  if (job.name === 'inspect') return decoder.inspect(signal, ...job.args)
  if (job.name === 'renditions') return decoder.renditions(signal, ...job.args)
  if (job.name === 'prove') return decoder.prove(signal, ...job.args)
  return decoder.exportImage(signal, ...job.args)
}

/** When memory runs out, Linux is to end this process and not the one that serves pages. */
function volunteerToDie(): void {
  if (process.platform !== 'linux') return
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000')
  } catch (error) {
    // Some containers hide the file; then the kernel chooses by size, which is mostly this process too.
    if (!(error instanceof Error)) throw error
  }
}
