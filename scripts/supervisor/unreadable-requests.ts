import type { IncomingMessage, ServerResponse } from 'node:http'
import { STANDING_HEADERS } from '@/lib/auth/page-headers'
import { messageOf, statusOf } from '@/lib/errors'

/** What browsers and programs ask a studio with; the framework fails at others, such as TRACE. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

function isReadable({ method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  // `*` and whole addresses are for proxies: the framework would lead the asker on to the address.
  if (!METHODS.has(method) || !url.startsWith('/')) return false
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return true
  } catch {
    return false
  }
}

/**
 * Answers what the framework would answer with a failure of its own: addresses that are not well encoded, or are none.
 * @returns true when it has taken the request
 */
export function refuseUnreadable(request: IncomingMessage, response: ServerResponse): boolean {
  if (isReadable(request)) return false
  const body = JSON.stringify({ error: { code: 'bad_request', message: messageOf('bad_request') } })
  response.writeHead(statusOf('bad_request'), {
    ...STANDING_HEADERS,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(body)
  return true
}
