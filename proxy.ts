import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from '@/lib/auth/page-headers'
import { checkHost } from '@/lib/auth/request-guard'
import { readEnv } from '@/lib/env.server'
import { toReport } from '@/lib/errors'

const env = readEnv()

/**
 * Before every page: the host is checked, and the page gets the policy for its scripts. Who may see it is not judged
 * here but where the data is read, because this door has been walked around before.
 */
export function proxy(request: NextRequest): Response {
  try {
    checkHost(request.headers, env)
  } catch (error) {
    return new Response(toReport(error).message, { status: 403 })
  }
  const policy = contentSecurityPolicy(
    randomBytes(16).toString('base64'),
    process.env.NODE_ENV === 'development',
  )
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  return NextResponse.next({ request: { headers }, headers: { 'content-security-policy': policy } })
}

/** Not `api/`: bodies that pass here are cut at 10 MB without a word. Not the public files: they are the same for all. */
export const config = { matcher: '/((?!api/|_next/static/|samples/|icons?\\.svg$).*)' }
