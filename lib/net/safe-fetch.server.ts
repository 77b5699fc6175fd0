import 'server-only'
import type { LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'
import type { Agent } from 'undici'
import { AppError } from '@/lib/errors'
import { decodedBody } from './decoded-body.server'
import { createGuardedAgent } from './guarded-agent.server'
import { isPublicAddress } from './public-address.server'
import { checkUrl, type Target, type UrlRules } from './url-rules.server'

const MAX_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])

export type SafeFetchOptions = {
  /** Of the decoded body; more ends the transfer with `too_large`. */
  maxBytes: number
  /** For everything together: names, redirects, headers and the last byte of the body. */
  timeoutMs: number
  accept?: string
  /** Refuses http, also on the first hop; addresses on the allow-list excepted. */
  httpsOnly?: boolean
}

/** `url` is where the redirects ended. The body must be read or the deadline closes the connection. */
export type SafeResponse = { status: number; headers: Headers; url: string; body: AsyncIterable<Uint8Array> }

/**
 * Fetches an address that came from outside (a user, a provider's answer).
 * @throws AppError `url_not_allowed` when it, or where it redirects to, must not be reached: the words are the same
 * whether something listens there or not; `url_unreachable` when nothing answers in time; `too_large`; the signal's
 * reason when cancelled. Any status but a followed redirect is returned, not thrown.
 */
export type SafeFetch = (signal: AbortSignal, url: string, options: SafeFetchOptions) => Promise<SafeResponse>

/**
 * @param allowPrivate `host:port` pairs that may be reached although they are not public
 * The other options exist so that tests can play the internet on loopback.
 */
export function createSafeFetch(options: {
  allowPrivate: readonly string[]
  ports?: readonly number[]
  isPublicAddress?: (address: string) => boolean
  lookup?: LookupFunction
}): SafeFetch {
  const rules: UrlRules = { ports: [80, 443], isPublicAddress, ...options }
  return async (signal, url, fetchOptions) => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(fetchOptions.timeoutMs)])
    try {
      return await follow(deadline, url, fetchOptions, { ...rules, lookup: options.lookup })
    } catch (error) {
      throw toNetError(signal, error)
    }
  }
}

type Reach = UrlRules & { lookup: LookupFunction | undefined }

async function follow(signal: AbortSignal, first: string, options: SafeFetchOptions, reach: Reach) {
  let target = checkUrl(first, reach, options)
  for (let redirects = 0; ; redirects += 1) {
    const agent = createGuardedAgent(
      target.isAllowedPrivate ? () => true : reach.isPublicAddress,
      reach.lookup,
    )
    const reply = await ask(signal, agent, target, options)
    const next = REDIRECTS.has(reply.statusCode) ? reply.headers.get('location') : null
    if (next === null) return toResponse(signal, agent, target, reply, options)
    await agent.destroy()
    if (redirects === MAX_REDIRECTS) throw new AppError('url_not_allowed')
    target = redirectTarget(target, next, options, reach)
  }
}

/** Every hop is judged like the first, and encryption, once there, stays. */
function redirectTarget(from: Target, location: string, options: SafeFetchOptions, rules: UrlRules): Target {
  // An absolute location is taken as it stands, so that its query keeps every byte.
  const absolute = URL.canParse(location)
    ? location
    : URL.canParse(location, from.url) && new URL(location, from.url).href
  const to = checkUrl(absolute || '', rules, options)
  if (from.url.protocol === 'https:' && to.url.protocol === 'http:') throw new AppError('url_not_allowed')
  return to
}

type Reply = { statusCode: number; headers: Headers; body: Readable }

async function ask(
  signal: AbortSignal,
  agent: Agent,
  { url, path }: Target,
  options: SafeFetchOptions,
): Promise<Reply> {
  try {
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path,
      method: 'GET',
      // Plain bytes are asked for: images are packed already.
      headers: { accept: options.accept ?? '*/*', 'accept-encoding': 'identity', 'user-agent': 'Afterimage' },
      signal,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    })
    // A body that nobody reads (a redirect's) still fails when its connection is closed; readers see it themselves.
    body.on('error', () => undefined)
    return { statusCode, headers: toHeaders(headers), body }
  } catch (error) {
    await agent.destroy()
    throw error
  }
}

function toHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const pairs = Object.entries(raw).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each] as const),
  )
  return new Headers(pairs.map(([name, value]) => [name, value]))
}

function toResponse(
  signal: AbortSignal,
  agent: Agent,
  target: Target,
  { statusCode, headers, body }: Reply,
  { maxBytes }: SafeFetchOptions,
): SafeResponse {
  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      yield* decodedBody(body, headers, maxBytes)
    } catch (error) {
      throw toNetError(signal, error)
    } finally {
      await agent.destroy()
    }
  }
  return { status: statusCode, headers, url: target.url.href, body: read() }
}

/** Our refusals and the caller's own cancelling as they are; all else is an address that did not answer properly. */
function toNetError(signal: AbortSignal, error: unknown): unknown {
  if (error instanceof AppError) return error
  const isTimeout = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
  if (signal.aborted && !isTimeout) return signal.reason
  return new AppError('url_unreachable', undefined, { cause: error })
}
