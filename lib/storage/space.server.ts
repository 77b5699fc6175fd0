import 'server-only'
import { statfs } from 'node:fs/promises'
import { AppError } from '@/lib/errors'

/** The database beside the files must always be able to write, so uploads stop while 1 GB is still free. */
export const FREE_SPACE_FLOOR_BYTES = 1_000_000_000

/** @throws AppError `storage_full` when less than `floorBytes` are free where `folder` lies. */
export async function checkFreeSpace(folder: string, floorBytes = FREE_SPACE_FLOOR_BYTES): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < floorBytes) throw new AppError('storage_full')
}
