import 'server-only'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { toStorageError } from '@/lib/storage/failure.server'

/**
 * A folder of its own for one piece of work. What a crash leaves behind is removed by the sweep of `tempDir`.
 * @throws AppError `storage_full` when nothing can be written there
 */
export async function openWorkFolder(
  tempDir: string,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await makeFolder(tempDir)
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Runs work with such a folder, which is gone afterwards, however the work ends. */
export async function withWorkFolder<Result>(
  tempDir: string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await openWorkFolder(tempDir)
  try {
    return await work(folder.path)
  } finally {
    await folder.remove()
  }
}

async function makeFolder(tempDir: string): Promise<string> {
  try {
    await mkdir(tempDir, { recursive: true })
    return await mkdtemp(path.join(tempDir, 'work-'))
  } catch (error) {
    throw toStorageError(error)
  }
}
