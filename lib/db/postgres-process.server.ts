import 'server-only'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { PostgresPlace } from './postgres-place.server'

export type PostgresProcess = { child: ChildProcess; exited: Promise<void> }

/** What the server said when it refused to start. */
export class PostgresRefusal extends Error {
  override name = 'PostgresRefusal'
}

const READY_TIMEOUT_MS = 120_000
const STOP_TIMEOUT_MS = 20_000
const POLL_MS = 20
const LOG_LIMIT_BYTES = 5_000_000

/** Small enough for a laptop that has other work; fsync stays on, as everywhere. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  max_connections: '40',
  jit: 'off',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  max_logical_replication_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** The libpq variables of the user's shell would redirect the server; its messages are read, so they stay English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', NODE_ENV: process.env.NODE_ENV }
}

const pidFile = (clusterFolder: string) => path.join(clusterFolder, 'postmaster.pid')

/** Lines of `postmaster.pid`: 1 the process, 8 its state. */
async function readPidFile(clusterFolder: string): Promise<{ pid: number; state: string } | undefined> {
  const text = await readFile(pidFile(clusterFolder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  return { pid: Number(lines[0]), state: lines[7]?.trim() ?? '' }
}

const commandOf = (pid: number): string => {
  if (existsSync('/proc/self')) {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    } catch {
      return ''
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** The server that an instance left behind when it was killed. */
export async function findLeftover(clusterFolder: string): Promise<number | undefined> {
  const file = await readPidFile(clusterFolder)
  return file && commandOf(file.pid).includes(clusterFolder) ? file.pid : undefined
}

/** Ends a server that is not our child; its clients are dropped, its data is closed cleanly. */
export async function stopLeftover(signal: AbortSignal, clusterFolder: string, pid: number): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS
  process.kill(pid, 'SIGINT')
  while (commandOf(pid).includes(clusterFolder)) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
    await delay(POLL_MS, undefined, { signal })
  }
}

function openLog(file: string): { fd: number; startByte: number } {
  const startByte = existsSync(file) ? statSync(file).size : 0
  const full = startByte > LOG_LIMIT_BYTES
  return { fd: openSync(file, full ? 'w' : 'a', 0o600), startByte: full ? 0 : startByte }
}

/** The last line that says why, from what was logged since `startByte`. */
function lastComplaint(file: string, startByte: number): string {
  const lines = readFileSync(file).subarray(startByte).toString('utf8').split('\n')
  const worst = lines.filter((line) => /FATAL|PANIC/.test(line)).at(-1) ?? lines.filter(Boolean).at(-1)
  return worst?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'no reason given'
}

/**
 * Starts the server on a port of loopback and waits until it takes connections.
 * @throws PostgresRefusal with the server's own reason.
 */
export async function startProcess(
  signal: AbortSignal,
  place: PostgresPlace,
  port: number,
  logFile: string,
): Promise<PostgresProcess> {
  const log = openLog(logFile)
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A session of its own: Ctrl+C in the terminal must not reach the database before those who use it.
  const child = spawn(
    path.join(place.binFolder, 'postgres'),
    ['-D', place.clusterFolder, '-p', String(port), ...settings],
    {
      ...place.user,
      cwd: '/',
      env: cleanEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  )
  closeSync(log.fd)
  let ended = false
  const exited = new Promise<void>((resolve) => {
    const handleEnd = () => {
      ended = true
      resolve()
    }
    child.once('exit', handleEnd)
    child.once('error', handleEnd)
  })
  const running = { child, exited }
  const deadline = Date.now() + READY_TIMEOUT_MS
  try {
    for (;;) {
      if (ended) throw new PostgresRefusal(lastComplaint(logFile, log.startByte))
      if (Date.now() > deadline) throw new PostgresRefusal('it was not ready within two minutes')
      const file = await readPidFile(place.clusterFolder)
      if (file?.pid === child.pid && file?.state === 'ready') return running
      await delay(POLL_MS, undefined, { signal })
    }
  } catch (error) {
    await stopProcess(running)
    throw error
  }
}

/** Drops all clients and closes the data cleanly; after 20 s without (crash recovery then follows at the next start). */
export async function stopProcess({ child, exited }: PostgresProcess): Promise<void> {
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS)
  await exited
  clearTimeout(impatience)
}
