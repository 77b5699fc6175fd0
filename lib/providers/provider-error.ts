import { AppError, type ErrorCode } from '@/lib/errors'
import type { Json } from '@/lib/providers/contract'

/**
 * Where a request failed decides what may happen next (the table "The paid call"):
 * - `not_sent`: nothing left this machine; may be tried again.
 * - `refused`: a complete refusal; not billed; may be tried again when `retryAfterMs` or the adapter says so.
 * - `final`: a complete refusal that trying again cannot mend.
 * - `unknown`: something was sent and no whole answer came; never sent again by itself.
 * - `billed`: the vendor worked, but its answer holds no usable picture.
 */
export type FailureClass = 'not_sent' | 'refused' | 'final' | 'unknown' | 'billed'

export type Billed = 'yes' | 'no' | 'unknown'

const BILLED: Record<FailureClass, Billed> = {
  not_sent: 'no',
  refused: 'no',
  final: 'no',
  unknown: 'unknown',
  billed: 'yes',
}

export class ProviderError extends AppError {
  override name = 'ProviderError'
  readonly failureClass: FailureClass
  /** Whether money may have been spent. Follows from the class, unless the vendor's terms leave it open. */
  readonly billed: Billed
  /** How long the vendor asks us to wait, in ms. */
  readonly retryAfterMs: number | undefined
  /** How many automatic tries the adapter allows after this refusal. */
  readonly retries: number
  /** What was answered, without pictures, key redacted. */
  readonly answered: { [key: string]: Json }
  /** What the user could ask for instead. */
  readonly hints: string[]

  constructor(
    code: ErrorCode,
    failureClass: FailureClass,
    options: {
      message?: string
      billed?: Billed
      retryAfterMs?: number
      retries?: number
      answered?: { [key: string]: Json }
      hints?: string[]
      cause?: unknown
    } = {},
  ) {
    super(code, options.message, { cause: options.cause })
    this.failureClass = failureClass
    this.billed = options.billed ?? BILLED[failureClass]
    this.retryAfterMs = options.retryAfterMs
    this.retries = options.retries ?? 0
    this.answered = options.answered ?? {}
    this.hints = options.hints ?? []
  }
}
