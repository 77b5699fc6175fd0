import * as z from 'zod'
import { AppError } from '@/lib/errors'

/** The project that an address names. @throws AppError `not_found` */
export function requireProjectId({ projectId }: { projectId: string }): string {
  const id = z.uuid().safeParse(projectId)
  if (!id.success) throw new AppError('not_found')
  return id.data
}
