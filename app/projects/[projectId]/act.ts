import { headers } from 'next/headers'
import type * as z from 'zod'
import { checkHost, checkOrigin } from '@/lib/auth/request-guard'
import { isStorable } from '@/lib/db/storable'
import { AppError, ERROR_CODES, type ErrorCode, isAppError, toReport } from '@/lib/errors'
import { getServices, type Services } from '@/lib/services.server'
import type { Answer } from '@/lib/studio/commands'

/**
 * One server action: who asks is checked, what was sent is parsed, and whatever goes wrong becomes an answer. The
 * arguments of an action come from outside, whatever their declared types say.
 */
export function act<Input>(
  schema: z.ZodType<Input>,
  input: unknown,
  work: (services: Services, input: Input) => Promise<void>,
): Promise<Answer>
export function act<Input, Value extends object>(
  schema: z.ZodType<Input>,
  input: unknown,
  work: (services: Services, input: Input) => Promise<Value>,
): Promise<Answer<Value>>
export async function act<Input>(
  schema: z.ZodType<Input>,
  input: unknown,
  work: (services: Services, input: Input) => Promise<unknown>,
): Promise<Answer<object>> {
  try {
    const services = getServices()
    const received = await headers()
    checkHost(received, services.env)
    checkOrigin(received, services.env)
    await services.sessions.require(received)
    const parsed = schema.safeParse(input)
    if (!parsed.success) throw new AppError(codeIn(parsed.error), undefined, { cause: parsed.error })
    if (!isStorable(parsed.data)) throw new AppError('bad_request')
    return { ok: true, ...Object(await work(services, parsed.data)) }
  } catch (error) {
    if (!isAppError(error)) console.error('action failed', error)
    return { ok: false, error: toReport(error) }
  }
}

/** A limit that has a refusal of its own says its code; everything else was not sent by our page. */
const codeIn = ({ issues }: z.ZodError): ErrorCode =>
  ERROR_CODES.find((code) => issues.some(({ message }) => message === code)) ?? 'bad_request'
