import 'server-only'
import { lstat, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from './failure.server'

/** No upload and no decoding lasts an hour, so what is older was left behind by a crash. */
export const TEMP_MAX_AGE_MS = 3_600_000

/**
 * Removes what was left behind in a folder of temporary files.
 * @returns how many entries were removed.
 */
export async function sweepTemp(
  signal: AbortSignal,
  folder: string,
  { nowMs = Date.now(), maxAgeMs = TEMP_MAX_AGE_MS } = {},
): Promise<number> {
  let removed = 0
  for (const name of await entriesOf(folder)) {
    signal.throwIfAborted()
    const entry = path.join(folder, name)
    const { mtimeMs } = await lstat(entry)
    if (nowMs - mtimeMs < maxAgeMs) continue
    await rm(entry, { force: true, recursive: true })
    removed += 1
  }
  return removed
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw error
  }
}
