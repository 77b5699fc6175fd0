import 'server-only'
import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { AppError } from '@/lib/errors'
import type { DecoderAnswer, DecoderJob } from './decoder-protocol'

/** Far more than a start takes; a child that is not ready by then never will be. */
const START_TIMEOUT_MS = 20_000

/**
 * Starts a decoder child and waits until it takes work.
 * @param givesWay to whatever else the machine has to do
 * @throws AppError `internal` when it does not start: then the installation is broken, not the image.
 */
export async function startChild(
  signal: AbortSignal,
  entry: string,
  givesWay: boolean,
): Promise<ChildProcess> {
  signal.throwIfAborted()
  const child = fork(/* turbopackIgnore: true */ entry, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: childEnvironment(),
  })
  if (givesWay && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  await nextMessage(
    signal,
    child,
    START_TIMEOUT_MS,
    (cause) => new AppError('internal', undefined, { cause }),
  )
  return child
}

/** The decoder needs no setting and must not hold a key: it is the process that an attacker would reach first. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV } = process.env
  return { PATH, NODE_ENV }
}

/**
 * Gives a child one job. After a time-out, an abort or a crash the child is gone.
 * @throws AppError `corrupt_image` when the child dies or takes too long over these bytes.
 */
export async function askChild(
  signal: AbortSignal,
  child: ChildProcess,
  job: DecoderJob,
  timeoutMs: number,
): Promise<DecoderAnswer> {
  const answer = nextMessage(
    signal,
    child,
    timeoutMs,
    (cause) => new AppError('corrupt_image', undefined, { cause }),
  )
  child.send(job)
  return (await answer) as DecoderAnswer
}

function nextMessage(
  signal: AbortSignal,
  child: ChildProcess,
  timeoutMs: number,
  toError: (cause: string) => AppError,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      child.off('message', take).off('exit', crash).off('error', fail)
      act()
    }
    const end = (reason: unknown) => {
      child.kill('SIGKILL')
      settle(() => reject(reason))
    }
    const cancel = () => end(signal.reason)
    const crash = (code: number | null, by: string | null) =>
      end(toError(`the decoder ended with ${code ?? by}`))
    const fail = (error: Error) => end(toError(error.message))
    const take = (message: unknown) => settle(() => resolve(message))
    const timer = setTimeout(() => end(toError('the decoder took too long')), timeoutMs)
    signal.addEventListener('abort', cancel, { once: true })
    child.once('exit', crash)
    child.once('error', fail)
    child.once('message', take)
    // An aborted signal tells nobody any more.
    if (signal.aborted) cancel()
  })
}
