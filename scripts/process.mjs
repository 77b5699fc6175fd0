import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Our own folder, whatever folder the command was given in. */
export const ROOT = path.resolve(fileURLToPath(new URL('..', import.meta.url)))

/**
 * Runs a command to its end. Its output goes to `output`, a list of chunks, when given, else to ours.
 * A signal to us ends it too, and then rejects. Answers with its exit code; null when a time limit ended it.
 */
export function run(command, args, { env = process.env, timeoutMs, output, stdout = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = output ? ['ignore', 'pipe', 'pipe'] : ['ignore', stdout, 'inherit']
    const child = spawn(command, args, { cwd: ROOT, env, stdio, timeout: timeoutMs, killSignal: 'SIGKILL' })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output?.push(chunk))
    let isStopped = false
    const stop = (signal) => {
      isStopped = true
      child.kill(signal)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      if (isStopped) reject(new Error('Stopped.'))
      else resolve(code)
    })
  })
}

/** Says what is being done and how it goes on, so that nobody stares at a silent screen. Never on stdout. */
export async function withProgress(what, work) {
  const startMs = Date.now()
  const seconds = () => `${Math.round((Date.now() - startMs) / 1000)} s`
  console.error(`${what} …`)
  const beat = setInterval(() => console.error(`${what} … ${seconds()}`), 10_000)
  try {
    return await work()
  } finally {
    clearInterval(beat)
  }
}
