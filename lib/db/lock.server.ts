import 'server-only'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import * as z from 'zod'

/** `startMark` tells a process from a later one that was given the same number; empty where the system cannot say. */
const holderSchema = z.object({
  pid: z.number().int(),
  startMark: z.string(),
  host: z.string(),
  url: z.string(),
})
export type LockHolder = z.infer<typeof holderSchema>

export type FolderLock = { release(): void }

const BEAT_MS = 5_000
/** A holder on another machine (or in another container) cannot be asked: its silence tells. */
const SILENCE_MS = 30_000

const currentHolder = (url: string): LockHolder => ({
  pid: process.pid,
  startMark: startMarkOf(process.pid),
  host: hostname(),
  url,
})

/** Field 22 of `/proc/PID/stat`: when the process began, in ticks since boot. */
function startMarkOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function isAlive(holder: LockHolder, file: string): Promise<boolean> {
  if (holder.host !== hostname()) return Date.now() - (await stat(file)).mtimeMs < SILENCE_MS
  return isRunning(holder.pid) && startMarkOf(holder.pid) === holder.startMark
}

async function readHolder(file: string): Promise<LockHolder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Puts a lock aside that nobody holds any more, unless somebody else was quicker and took it over. */
async function removeStale(file: string, stale: LockHolder | undefined): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
    const moved = await readHolder(aside)
    if (JSON.stringify(moved) !== JSON.stringify(stale)) await link(aside, file)
  } catch {
    // Gone or taken meanwhile: the next try to take it tells.
  } finally {
    await rm(aside, { force: true })
  }
}

/** A hard link appears whole or not at all, and never over an existing file. */
async function tryTake(file: string, holder: LockHolder): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, JSON.stringify(holder))
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    await rm(draft, { force: true })
  }
}

/** Who holds the folder now, when somebody alive does. */
export async function findHolder(folder: string): Promise<LockHolder | undefined> {
  const file = path.join(folder, 'instance.lock')
  const holder = await readHolder(file)
  return holder && (await isAlive(holder, file)) ? holder : undefined
}

/**
 * Makes this process the only instance that uses the folder. A lock left by a dead process is taken over.
 * @param url where this instance will be reached, told to whoever is refused.
 * @returns the lock, or the living holder that keeps us out.
 */
export async function takeLock(folder: string, url: string): Promise<FolderLock | LockHolder> {
  const file = path.join(folder, 'instance.lock')
  const own = currentHolder(url)
  while (!(await tryTake(file, own))) {
    const living = await findHolder(folder)
    if (living) return living
    await removeStale(file, await readHolder(file))
  }
  const beat = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => {})
  }, BEAT_MS)
  beat.unref()
  return {
    release() {
      clearInterval(beat)
      rmSync(file, { force: true })
    },
  }
}
