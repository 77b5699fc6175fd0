import type { IncomingMessage, ServerResponse } from 'node:http'
import { STANDING_HEADERS, smallCopyHeaders } from '@/lib/auth/page-headers'
import { checkHost } from '@/lib/auth/request-guard'
import { renditionKey, renditionKindSchema } from '@/lib/images/record'
import type { Services } from '@/lib/services.server'
import { readStored } from '@/lib/storage/read.server'

const ADDRESS = /^\/api\/images\/([0-9a-f]{64})\/(thumb|preview)$/

type Parts = Pick<Services, 'env' | 'sessions' | 'storage'>

/**
 * Answers for small copies that are stored, or that the browser has: through the framework each costs ten times as much, and a history shows
 * dozens. What is missing, unknown or refused is left to the route, which has the words for it.
 * @param parts those of the route, undefined until its first request
 * @returns true when it has answered
 */
export async function answerSmallCopy(
  parts: Parts | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, imageId, rendition] = ADDRESS.exec(request.url ?? '') ?? []
  if (!parts || !imageId || request.method !== 'GET') return false
  const kind = renditionKindSchema.parse(rendition)
  if (!(await isAllowed(parts, request))) return false
  const headers = { ...STANDING_HEADERS, ...smallCopyHeaders(imageId, kind) }
  if (request.headers['if-none-match']?.includes(headers.etag)) {
    response.writeHead(304, headers).end()
    return true
  }
  const { signal } = new AbortController()
  const bytes = await readStored(signal, parts.storage, renditionKey(imageId, kind)).catch(() => undefined)
  if (bytes) response.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes)
  return bytes !== undefined
}

/** As every route that only reads asks (`handle.ts`). */
async function isAllowed({ env, sessions }: Parts, request: IncomingMessage): Promise<boolean> {
  const headers = new Headers({ host: request.headers.host ?? '', cookie: request.headers.cookie ?? '' })
  try {
    checkHost(headers, env)
    await sessions.require(headers)
    return true
  } catch {
    return false
  }
}
