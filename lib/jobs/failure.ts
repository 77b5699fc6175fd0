import type { Failure } from '@/lib/edits/view'
import { AppError, messageOf, toReport } from '@/lib/errors'
import { ProviderError } from '@/lib/providers/provider-error'

/**
 * A thrown error as an edit keeps it.
 * @param isPaid whether a request that costs had left when it was thrown; what failed before that cost nothing.
 */
export function toFailure(error: unknown, isPaid: boolean): Failure {
  if (error instanceof ProviderError) return { ...error.toReport(), billed: error.billed, hints: error.hints }
  const billed = isPaid ? 'yes' : 'no'
  if (error instanceof AppError) return { ...error.toReport(), billed, hints: [] }
  return { ...toReport(error), billed, hints: [] }
}

export const UNKNOWN_OUTCOME: Failure = {
  code: 'outcome_unknown',
  message: messageOf('outcome_unknown'),
  billed: 'unknown',
  hints: [],
}

export const BROKE_OFF: Failure = {
  ...UNKNOWN_OUTCOME,
  message:
    'It was sent, and then broke off here again and again. Check goes on with it once more: that costs nothing.',
}

export const DISMISSED: Failure = {
  code: 'outcome_unknown',
  message: 'Dismissed without knowing how it ended.',
  billed: 'unknown',
  hints: [],
}

export const CRASHED: Failure = {
  code: 'worker_crashed',
  message: messageOf('worker_crashed'),
  billed: 'no',
  hints: [],
}
