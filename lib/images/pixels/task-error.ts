import { AppError, type ErrorReport } from '@/lib/errors'

/** A refusal that crossed from a thread: classes do not survive that, so `details` is what the thrown error carried. */
export class TaskError extends AppError {
  override name = 'TaskError'
  constructor(
    { code, message }: ErrorReport,
    readonly details: unknown,
  ) {
    super(code, message)
  }
}
