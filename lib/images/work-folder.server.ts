import 'server-only'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'

/** A folder of its own for one piece of work. What a crash leaves behind is removed by the sweep of `tempDir`. */
export async function openWorkFolder(
  tempDir: string,
): Promise<{ path: string; remove: () => Promise<void> }> {
  await mkdir(tempDir, { recursive: true })
  const folder = await mkdtemp(path.join(tempDir, 'work-'))
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
