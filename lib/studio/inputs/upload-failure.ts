import { AppError } from '@/lib/errors'

/** Of the file itself: sending it again would not help. */
export function isRefusal(error: unknown): error is AppError {
  return (
    error instanceof AppError && ([413, 415, 422].includes(error.status) || error.code === 'storage_full')
  )
}

/** Why an upload broke off, in a few words. */
export const reasonFor = (error: unknown): string =>
  error instanceof AppError && error.code === 'internal' ? 'The server failed' : 'Connection lost'
