import 'server-only'
import { AppError, isAbort } from '@/lib/errors'

/** What a decoder throws about bytes that it was given: our own refusals as they are, everything else is damage. */
export function toImageError(error: unknown): unknown {
  if (error instanceof AppError || isAbort(error)) return error
  const isPixelLimit = error instanceof Error && error.message.includes('pixel limit')
  return new AppError(isPixelLimit ? 'too_many_pixels' : 'corrupt_image', undefined, { cause: error })
}
