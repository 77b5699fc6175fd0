import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { waitForDatabase } from '@/lib/db/connection.server'
import { startCurrentDatabase } from '@/lib/db/current-database.server'
import type { FolderLock } from '@/lib/db/lock.server'
import { migrateDatabase } from '@/lib/db/migrate.server'
import { type Env, readEnv } from '@/lib/env.server'
import { GIVES_MEMORY_BACK } from '../memory.mjs'
import { type Keeper, keepRunning } from '../supervisor/keeper'
import { checkExposure, claimDataFolder, requirePort } from '../supervisor/preflight'
import { waitUntilReady } from '../supervisor/readiness'
import { watchStop } from '../supervisor/stop-signal'

export type ServeOptions = {
  /** Builds what the web process needs; called once nothing else stands in the way of starting. */
  prepareWeb?: () => Promise<void>
  /** `built`: what `next build` made; `development`: Next's own server, which builds while one edits. */
  web?: 'built' | 'development'
  /** Hears how to start the worker again, for when its source changed. */
  onStarted?: (parts: { restartWorker(): void }) => void
}

const besides = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const MIGRATIONS = besides('../drizzle')
const WEB_STOP_MS = 5_000
const WORKER_STOP_MS = 30_000

const say = (line: string) => console.log(line)

const urlOf = (host: string, port: number) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`

/** In containers the address to listen on is not one that a browser can open. */
const addressFor = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)

function childEnvironment(env: Env, port: number, databaseUrl: string, mode: 'built' | 'development') {
  return {
    ...process.env,
    NODE_ENV: mode === 'built' ? ('production' as const) : ('development' as const),
    NEXT_TELEMETRY_DISABLED: '1',
    SUPERVISOR_PID: String(process.pid),
    HOST: env.HOST,
    PORT: String(port),
    DATA_DIR: env.DATA_DIR,
    DATABASE_URL: databaseUrl,
  }
}

const leashed = (...args: string[]) => ['--import', new URL('./leash.mjs', import.meta.url).href, ...args]

function webArguments(mode: 'built' | 'development', host: string, port: number): string[] {
  if (mode === 'built') return leashed('--max-semi-space-size=2', besides('./web.mjs'))
  return leashed(besides('../node_modules/next/dist/bin/next'), 'dev', '-H', host, '-p', String(port))
}

/** What is running, in the order in which it was started; stopped in the reverse order. */
class Running {
  private readonly stops: (() => unknown)[] = []
  add(stop: () => unknown): void {
    this.stops.push(stop)
  }
  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop()
  }
}

async function openDatabase(signal: AbortSignal, env: Env, running: Running): Promise<string> {
  if (env.DATABASE_URL) {
    await waitForDatabase(signal, env.DATABASE_URL, (reason) => say(`Waiting for the database (${reason}).`))
    await migrateDatabase(signal, env.DATABASE_URL, MIGRATIONS)
    return env.DATABASE_URL
  }
  const database = await startCurrentDatabase(signal, env.DATA_DIR, MIGRATIONS, say)
  running.add(() => database.stop())
  return database.url
}

async function start(signal: AbortSignal, options: Required<ServeOptions>, running: Running): Promise<void> {
  const env = readEnv()
  checkExposure(env)
  const port = env.PORT === 0 ? await requirePort(env.HOST, 0) : env.PORT
  const url = urlOf(addressFor(env.HOST), port)
  const lock: FolderLock = await claimDataFolder(env.DATA_DIR, url)
  running.add(() => lock.release())
  await requirePort(env.HOST, port)
  await options.prepareWeb()
  signal.throwIfAborted()
  const databaseUrl = await openDatabase(signal, env, running)
  signal.throwIfAborted()
  const childEnv = childEnvironment(env, port, databaseUrl, options.web)
  const worker = env.WORKER === 'on' ? startWorker(childEnv, running) : undefined
  const web = keepRunning({
    name: 'web',
    args: webArguments(options.web, env.HOST, port),
    env: childEnv,
    stopTimeoutMs: WEB_STOP_MS,
  })
  running.add(() => web.stop())
  await Promise.race([waitUntilReady(signal, url), failed(web)])
  web.settle()
  options.onStarted({ restartWorker: () => worker?.restart() })
  say(`Afterimage is ready: ${url}`)
}

function startWorker(env: NodeJS.ProcessEnv, running: Running): Keeper | undefined {
  const file = besides('./worker.mjs')
  if (!existsSync(file)) return undefined
  const worker = keepRunning({
    name: 'worker',
    args: leashed('--enable-source-maps', file),
    env: { ...GIVES_MEMORY_BACK, ...env },
    stopTimeoutMs: WORKER_STOP_MS,
  })
  worker.settle()
  running.add(() => worker.stop())
  return worker
}

const failed = async (web: Keeper): Promise<never> => {
  await web.gaveUp
  throw new Error('The web process does not start. See the lines above.')
}

/**
 * Runs the whole instance until it is told to stop: database, worker, web, each started again when it dies.
 * @returns the exit code: 0 after an orderly stop, 1 when it could not start (one line has said why).
 */
export async function serve(options: ServeOptions = {}): Promise<number> {
  const running = new Running()
  const stop = watchStop()
  const complete = { prepareWeb: async () => {}, web: 'built' as const, onStarted: () => {}, ...options }
  try {
    await start(stop.signal, complete, running)
    await stop.asked
    say('Stopping.')
    return 0
  } catch (error) {
    if (stop.signal.aborted) return 0
    console.error((error as Error).message)
    return 1
  } finally {
    await running.stop()
    stop.forget()
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = await serve()
