import { LENGTH_HEADER, SAFE_HEADERS } from '@/lib/auth/page-headers'
import { checkHost, checkOrigin } from '@/lib/auth/request-guard'
import { isAbort, isAppError, statusOf, toReport } from '@/lib/errors'
import { getServices, type Services } from '@/lib/services.server'

type Context<Params> = { params: Promise<Params> }
type Handler<Params> = (request: Request, services: Services, params: Params) => Promise<Response>

type Guard = (request: Request, services: Services) => Promise<void>

/** A route that only reads: the host and the session are checked, failures become `{error: {code, message}}`. */
export function reading<Params>(handler: Handler<Params>) {
  return guarded(handler, async ({ headers }, { env, sessions }) => {
    checkHost(headers, env)
    await sessions.require(headers)
  })
}

/** A route that changes something: requests from other sites are refused too. */
export function changing<Params>(handler: Handler<Params>) {
  return guarded(handler, async ({ headers }, { env, sessions }) => {
    checkHost(headers, env)
    checkOrigin(headers, env)
    await sessions.require(headers)
  })
}

/** A route that begins or ends a session: as `changing`, for people who have none. */
export function entering<Params>(handler: Handler<Params>) {
  return guarded(handler, async ({ headers }, { env }) => {
    checkHost(headers, env)
    checkOrigin(headers, env)
  })
}

function guarded<Params>(handler: Handler<Params>, guard: Guard) {
  return async (request: Request, context: Context<Params>): Promise<Response> => {
    try {
      const services = getServices()
      await guard(request, services)
      return keepLength(await handler(request, services, await context.params))
    } catch (error) {
      return answerError(error)
    }
  }
}

function keepLength(response: Response): Response {
  const length = response.headers.get('content-length')
  if (length) response.headers.set(LENGTH_HEADER, length)
  return response
}

/** Never a stack, a path or a library's words: those go to the log. */
function answerError(error: unknown): Response {
  if (!isAppError(error) && !isAbort(error)) console.error('request failed', error)
  const report = isAbort(error) ? { code: 'cancelled' as const, message: 'Cancelled.' } : toReport(error)
  return Response.json({ error: report }, { status: statusOf(report.code), headers: SAFE_HEADERS })
}
