import 'server-only'
import { AppError } from '@/lib/errors'

/** No room, over quota, or mounted read-only: for whoever sends bytes it is the same. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM'])

export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}

/** A failure of the file system as one that may be shown; anything else as it is. */
export function toStorageError(error: unknown): unknown {
  const isNoRoom = !(error instanceof AppError) && NO_ROOM.has(errnoOf(error) ?? '')
  return isNoRoom ? new AppError('storage_full', undefined, { cause: error }) : error
}
