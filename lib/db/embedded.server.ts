import 'server-only'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { findPlace, hadCluster, type PostgresPlace, rememberCluster } from './postgres-place.server'
import {
  cleanEnvironment,
  findLeftover,
  type PostgresProcess,
  PostgresRefusal,
  startProcess,
  stopLeftover,
  stopProcess,
} from './postgres-process.server'

export type EmbeddedDatabase = {
  /** `postgresql://…` on loopback with a password that only this instance knows. Stays the same over restarts. */
  url: string
  stop(): Promise<void>
}

const USER = 'afterimage'
const PASSWORD_FILE = 'afterimage-password'
/** After the server itself was killed its memory lingers for a while: seconds, measured up to 18. */
const RETRY_WAITS_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]
const RESTART_EVERY_MS = 30_000
const isPassing = (reason: string) => /lock file|shared memory|in use|starting up|shutting down/i.test(reason)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function runInitdb(place: PostgresPlace, draft: string, passwordFile: string): Promise<void> {
  const options = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(
    path.join(place.binFolder, 'initdb'),
    ['-D', draft, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...options],
    { ...place.user, cwd: '/', env: cleanEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const complaint = text(child.stderr)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`The database could not be made: ${(await complaint).trim()}`)
}

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves none or a good one. */
async function createCluster(place: PostgresPlace): Promise<void> {
  const home = path.dirname(place.clusterFolder)
  const draft = path.join(home, 'postgres.new')
  const passwordFile = path.join(home, 'postgres.password')
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (place.user) {
    await chown(draft, place.user.uid, place.user.gid)
    await chown(passwordFile, place.user.uid, place.user.gid)
  }
  await runInitdb(place, draft, passwordFile)
  await rename(passwordFile, path.join(draft, PASSWORD_FILE))
  await rename(draft, place.clusterFolder)
}

const restoreSteps = (clusterFolder: string, reason: string) =>
  `The database in ${clusterFolder} cannot be used: ${reason}. Nothing was changed. ` +
  `To restore: put the folder back from a backup as a whole, then run npm start. ` +
  `To begin without it: move the data folder away.`

async function prepareCluster(
  dataDir: string,
  place: PostgresPlace,
  onNotice: (line: string) => void,
): Promise<void> {
  const found = await stat(path.join(place.clusterFolder, 'PG_VERSION')).catch((error) => {
    if (error.code === 'EACCES')
      throw new Error(`The database in ${place.clusterFolder} belongs to another user. Start as that user.`)
    return undefined
  })
  if (found) return
  const folder = await stat(place.clusterFolder).catch(() => undefined)
  if (folder || (await hadCluster(dataDir)))
    throw new Error(restoreSteps(place.clusterFolder, folder ? 'files are missing' : 'the folder is gone'))
  onNotice('Making the database.')
  await createCluster(place)
}

async function startWithPatience(
  signal: AbortSignal,
  place: PostgresPlace,
  port: number,
  logFile: string,
): Promise<PostgresProcess> {
  for (const waitMs of [...RETRY_WAITS_MS, undefined]) {
    const leftover = await findLeftover(place.clusterFolder)
    if (leftover) await stopLeftover(signal, place.clusterFolder, leftover)
    try {
      return await startProcess(signal, place, port, logFile)
    } catch (error) {
      if (!(error instanceof PostgresRefusal)) throw error
      if (waitMs === undefined || !isPassing(error.message))
        throw new Error(restoreSteps(place.clusterFolder, `${error.message} (the log is ${logFile})`))
      await delay(waitMs, undefined, { signal })
    }
  }
  throw new Error('unreachable')
}

/**
 * Starts the PostgreSQL that the product brings along, on the data folder. Makes the cluster on the first start, ends a
 * server that a killed instance left behind, and starts the server again when it dies while we run.
 * The caller holds the lock of the data folder.
 * @param onNotice hears what is worth a line in the log.
 * @param restartEveryMs how often one is tried that died and does not start: a full disk may be emptied meanwhile.
 * @throws Error with restore steps when the cluster is damaged or gone: it is never replaced by an empty one.
 */
export async function startEmbedded(
  signal: AbortSignal,
  dataDir: string,
  onNotice: (line: string) => void = () => {},
  restartEveryMs = RESTART_EVERY_MS,
): Promise<EmbeddedDatabase> {
  const place = await findPlace(dataDir, onNotice)
  await prepareCluster(dataDir, place, onNotice)
  await rememberCluster(dataDir, place.clusterFolder)
  const password = await readFile(path.join(place.clusterFolder, PASSWORD_FILE), 'utf8')
  const port = await freePort()
  const logFile = path.join(dataDir, 'postgres.log')
  const stopping = new AbortController()
  let current = await startWithPatience(signal, place, port, logFile)

  const startAgain = async (): Promise<PostgresProcess> => {
    for (;;) {
      try {
        return await startWithPatience(stopping.signal, place, port, logFile)
      } catch (error) {
        stopping.signal.throwIfAborted()
        onNotice(`${(error as Error).message} It is tried again every ${restartEveryMs / 1000} s.`)
        await delay(restartEveryMs, undefined, { signal: stopping.signal })
      }
    }
  }
  const keep = async () => {
    for (;;) {
      await current.exited
      if (stopping.signal.aborted) return
      onNotice('The database stopped by itself and is started again.')
      current = await startAgain()
      if (stopping.signal.aborted) await stopProcess(current)
    }
  }
  // Nothing but an abort ends it with an error.
  const kept = keep().catch(() => {})

  return {
    url: `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      stopping.abort()
      await stopProcess(current)
      await kept
    },
  }
}
