import * as z from 'zod'
import { entering } from '@/app/api/handle'
import { readSmallJson, readSmallText } from '@/app/api/small-body'
import { toNextPath } from '@/lib/auth/next-path'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { AppError, isAppError } from '@/lib/errors'

export const dynamic = 'force-dynamic'

const bodySchema = z.object({ password: z.string().min(1).max(1000), next: z.string().max(2000).optional() })

/**
 * `POST /api/sign-in` with a form or `{"password"}`: begins a session and sets its cookie. A form is led on to a page,
 * so that signing in needs no script; a program gets 204, or the error with its status.
 */
export const POST = entering(async (request, { sessions }) => {
  const isForm = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  const body = bodySchema.safeParse(await (isForm ? readForm(request) : readSmallJson(request)))
  if (!body.success) throw new AppError('bad_request')
  const next = toNextPath(body.data.next)
  try {
    const cookie = await sessions.begin(request.headers, body.data.password)
    return answer(isForm ? next : undefined, { 'set-cookie': cookie })
  } catch (error) {
    if (!isForm || !isAppError(error)) throw error
    return answer(`/sign-in?${new URLSearchParams({ problem: error.code, next })}`)
  }
})

const readForm = async (request: Request) =>
  Object.fromEntries(new URLSearchParams(await readSmallText(request)))

/** Paths stay without a host: behind a proxy we do not know by which name the browser sees us. */
const answer = (location: string | undefined, headers: Record<string, string> = {}) =>
  new Response(null, {
    status: location ? 303 : 204,
    headers: { ...SAFE_HEADERS, 'cache-control': 'no-store', ...(location && { location }), ...headers },
  })
