import 'server-only'
import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from './failure.server'

/** Whatever is under way writes more often, however long it lasts: what is older was left behind by a crash. */
export const TEMP_MAX_AGE_MS = 3_600_000
const SWEEP_EVERY_MS = 600_000

/** Sweeps now and every ten minutes, as long as the process lives. */
export function keepTempSwept(folder: string): void {
  const sweep = () => void sweepTemp(new AbortController().signal, folder).catch(console.error)
  sweep()
  setInterval(sweep, SWEEP_EVERY_MS).unref()
}

/**
 * Removes what was left behind in a folder of temporary files, which others fill and sweep meanwhile.
 * @returns how many entries were removed.
 */
export async function sweepTemp(
  signal: AbortSignal,
  folder: string,
  { nowMs = Date.now(), maxAgeMs = TEMP_MAX_AGE_MS } = {},
): Promise<number> {
  let removed = 0
  for (const name of (await readdir(folder).catch(forgiveMissing)) ?? []) {
    signal.throwIfAborted()
    const entry = path.join(folder, name)
    const writtenMs = await lastWrittenMs(entry).catch(forgiveMissing)
    if (writtenMs === undefined || nowMs - writtenMs < maxAgeMs) continue
    await rm(entry, { force: true, recursive: true })
    removed += 1
  }
  return removed
}

/** A folder does not tell that a file in it grows. */
async function lastWrittenMs(entry: string): Promise<number> {
  const found = await lstat(entry)
  if (!found.isDirectory()) return found.mtimeMs
  const names = await readdir(entry)
  const inside = await Promise.all(names.map((name) => lastWrittenMs(path.join(entry, name))))
  return Math.max(found.mtimeMs, ...inside)
}

function forgiveMissing(error: unknown): undefined {
  if (errnoOf(error) !== 'ENOENT') throw error
}
