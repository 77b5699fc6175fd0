import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createDataFolder } from './data-folder'

export type InstanceOptions = {
  /** An existing folder to go on with; a new one is made otherwise and left to the caller. */
  dataDir?: string
  /** Settings; those of the person who runs the tests do not count. */
  env?: Record<string, string>
  /** 0 takes a free one. */
  port?: number
  command?: readonly [string, ...string[]]
  cwd?: string
  uid?: number
}

export type Instance = {
  url: string
  port: number
  dataDir: string
  process: ChildProcess
  /** Everything that was printed so far. */
  output(): string
  /** Asks it to stop and waits. @returns its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  /** Ends it as a crash would: it cannot tell anybody. Its children notice by themselves. */
  kill(): Promise<void>
}

export type Refusal = { exitCode: number | null; output: string }

const BUILT = [process.execPath, 'dist/serve.mjs'] as const
/** Paths and the like; every setting of the product is left out. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot']

const environment = (dataDir: string, { env, port = 0 }: InstanceOptions): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
  NODE_ENV: 'production',
  DATA_DIR: dataDir,
  PORT: String(port),
  ...env,
})

/** Starts the built product on a free port and a data folder of its own; resolves when it is ready or has refused. */
export async function tryInstance(options: InstanceOptions = {}): Promise<Instance | Refusal> {
  const dataDir = options.dataDir ?? createDataFolder()
  const [command, ...args] = options.command ?? BUILT
  if (!options.command && !existsSync('dist/serve.mjs'))
    throw new Error('Build first: node scripts/build.mjs')
  const child = spawn(command, args, {
    cwd: options.cwd,
    uid: options.uid,
    env: environment(dataDir, options),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const url = await new Promise<string | undefined>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const ready = /ready: (\S+)/.exec(output)
      if (ready) resolve(ready[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    ended.then(() => resolve(undefined))
  })
  if (!url) return { exitCode: await ended, output }
  return {
    url,
    port: Number(new URL(url).port),
    dataDir,
    process: child,
    output: () => output,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** As `tryInstance`, for when it is expected to start. */
export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
  const instance = await tryInstance(options)
  if ('url' in instance) return instance
  throw new Error(`The instance did not start (exit code ${instance.exitCode}):\n${instance.output}`)
}
