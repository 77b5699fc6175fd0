import { once } from 'node:events'
import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { type FolderLock, takeLock } from '@/lib/db/lock.server'
import type { Env } from '@/lib/env.server'

/** An instance that was just killed needs a moment until its children have noticed. */
const PATIENCE_MS = 3_000
const RETRY_MS = 100

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

/** @throws Error unless this instance may be reached from outside. */
export function checkExposure({ HOST, AUTH_PASSWORD }: Env): void {
  if (isLoopback(HOST) || AUTH_PASSWORD) return
  throw new Error(`HOST=${HOST} would let anybody in. Set AUTH_PASSWORD as well, or leave HOST unset.`)
}

async function probePort(host: string, port: number): Promise<number | NodeJS.ErrnoException> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return (server.address() as { port: number }).port
  } catch (error) {
    return error as NodeJS.ErrnoException
  } finally {
    server.close()
  }
}

/**
 * The port to use: the one that was asked for, or any free one for 0.
 * @throws Error that names the port when it cannot be used.
 */
export async function requirePort(host: string, port: number): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const found = await probePort(host, port)
    if (typeof found === 'number') return found
    if (found.code !== 'EADDRINUSE')
      throw new Error(`HOST=${host} PORT=${port} cannot be used (${found.code}).`)
    if (Date.now() > deadline)
      throw new Error(
        `Port ${port} is in use by another program. Stop it, or choose another one: PORT=${port + 1} npm start`,
      )
    await delay(RETRY_MS)
  }
}

async function requireFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(
      `DATA_DIR=${dataDir} cannot be written (${code}). Change its owner, or set DATA_DIR to another folder.`,
    )
  }
}

/**
 * Makes the data folder when it is missing and holds it for this process.
 * @throws Error that names the folder, and the process that has it.
 */
export async function claimDataFolder(dataDir: string, url: string): Promise<FolderLock> {
  await requireFolder(dataDir)
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const taken = await takeLock(dataDir, url)
    if ('release' in taken) return taken
    if (Date.now() > deadline) {
      const where = taken.url ? ` at ${taken.url}` : ''
      throw new Error(
        `DATA_DIR=${dataDir} is in use by another instance${where} (process ${taken.pid}). Stop it first.`,
      )
    }
    await delay(RETRY_MS)
  }
}
