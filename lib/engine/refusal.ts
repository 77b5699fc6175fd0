import { AppError, type ErrorCode } from '@/lib/errors'

/** Why an instruction was not followed, as it is shown, printed and stored. */
export type EngineError = {
  code: ErrorCode
  message: string
  /** The part of the instruction that is meant, in the user's own words. */
  clause?: string
  /** Instructions that come near to what was meant. */
  suggestions: string[]
  /** Examples of what the engine can do, the nearest first. */
  canDo: string[]
}

/** The engine's error when it throws: an AppError that also carries the clause and the suggestions. */
export class EngineRefusal extends AppError {
  override name = 'EngineRefusal'
  readonly details: EngineError

  constructor(
    details: Pick<EngineError, 'code' | 'message'> & Partial<EngineError>,
    options?: { cause?: unknown },
  ) {
    super(details.code, details.message, options)
    this.details = { suggestions: [], canDo: [], ...details }
  }
}
