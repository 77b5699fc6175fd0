import 'server-only'
import { inspect } from 'node:util'
import { DrizzleQueryError } from 'drizzle-orm'

const MAX_LENGTH = 500

/** In one line, with control characters written out: what somebody typed must not pass for a line of the log. */
const oneLine = (text = ''): string =>
  JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text)

/** The failure of a query for the log: its SQL, why, and where, without the values that it was asked with. */
export function describeQueryFailure({ query, cause, message, stack = '' }: DrizzleQueryError): string {
  const { code = 'no code', message: reason } = (cause ?? {}) as { code?: string; message?: string }
  // The stack begins with the message, in which the values stand.
  const frames = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : ''
  return `a query failed (${code}): ${oneLine(reason)}\n    ${oneLine(query)}${frames}`
}

/**
 * The library writes every value of a failed query into its error: prompts, names, hashes of sessions. Whoever logs
 * such an error, the framework too, gets the description above instead.
 */
export function keepValuesOutOfLogs(): void {
  Object.defineProperty(DrizzleQueryError.prototype, inspect.custom, {
    configurable: true,
    value(this: DrizzleQueryError) {
      return describeQueryFailure(this)
    },
  })
}
