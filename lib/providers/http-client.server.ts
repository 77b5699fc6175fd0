import 'server-only'
import { Readable } from 'node:stream'
import { Client, type Dispatcher } from 'undici'
import { unpack } from '@/lib/net/decoded-body.server'
import { type ReadAnswer, readAnswer } from '@/lib/providers/answer-reader.server'
import { ProviderError } from '@/lib/providers/provider-error'
import { createRedact, type Redact } from '@/lib/providers/redaction'
import { bodyLength, bodyPieces, type RequestBody } from '@/lib/providers/request-body.server'
import { RETRIES } from '@/lib/providers/retry'

export type HttpRequest = {
  method: 'GET' | 'POST'
  /** Below the base URL, query included. */
  path: string
  headers?: Record<string, string>
  body?: RequestBody
}

export type HttpAnswer = ReadAnswer & { status: number; headers: Record<string, string> }

export type HttpClient = {
  /** Sends once; throws `ProviderError` when no whole answer came, whatever its status. */
  send(signal: AbortSignal, request: HttpRequest): Promise<HttpAnswer>
  redact: Redact
  /** The vendor's name, as it stands in messages. */
  vendor: string
}

type Options = {
  vendor: string
  baseUrl: string
  /** For one request, from its first byte to the last one of its answer. */
  timeoutMs: number
  key: string
  keyHeaders(key: string): Record<string, string>
}

const CONNECT_TIMEOUT_MS = 10_000

/**
 * The one way to a provider: a connection of its own for each request, so that it is certain whether anything was
 * sent on it. The key goes to the origin of `baseUrl` and nowhere else: redirects are not followed, proxies named in
 * the environment are not used.
 */
export function createHttpClient(options: Options): HttpClient {
  const redact = createRedact(options.key)
  const base = new URL(options.baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')
  return {
    redact,
    vendor: options.vendor,
    async send(signal, request) {
      const progress = { isSent: false }
      const deadline = AbortSignal.timeout(options.timeoutMs)
      const client = new Client(base.origin, {
        connect: { timeout: CONNECT_TIMEOUT_MS },
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      try {
        const answer = await client.request({
          method: request.method,
          path: prefix + request.path,
          headers: { ...headersOf(request), ...options.keyHeaders(options.key) },
          body: request.body ? Readable.from(trackedPieces(request.body, progress)) : null,
          signal: AbortSignal.any([signal, deadline]),
        })
        return await readWhole(answer, redact)
      } catch (error) {
        throw toTransportError(error, { ...progress, signal, deadline, vendor: options.vendor, redact })
      } finally {
        // The answer is whole or given up: nothing more is wanted of this connection.
        client.destroy().catch(() => undefined)
      }
    },
  }
}

function headersOf({ body, headers }: HttpRequest): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'afterimage',
    ...(body && { 'content-type': body.contentType, 'content-length': String(bodyLength(body)) }),
    ...headers,
  }
}

function* trackedPieces(body: RequestBody, progress: { isSent: boolean }): Generator<Buffer> {
  for (const piece of bodyPieces(body)) {
    progress.isSent = true
    yield piece
  }
}

async function readWhole(answer: Dispatcher.ResponseData, redact: Redact): Promise<HttpAnswer> {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), redact(String(value))]),
  )
  const read = await readAnswer(unpack(answer.body, headers['content-encoding']) ?? answer.body)
  answer.body.on('error', () => undefined).destroy()
  return { ...read, status: answer.statusCode, headers }
}

type Circumstances = {
  isSent: boolean
  signal: AbortSignal
  deadline: AbortSignal
  vendor: string
  redact: Redact
}

/** Before the first byte of the body nothing can have been charged; after it, nobody knows. */
function toTransportError(
  error: unknown,
  { isSent, signal, deadline, vendor, redact }: Circumstances,
): ProviderError {
  const cause = describeCause(error, redact)
  if (signal.aborted) return new ProviderError('cancelled', isSent ? 'unknown' : 'not_sent', { cause })
  if (!isSent)
    return new ProviderError('network', 'not_sent', {
      message: `${vendor} could not be reached (${cause.message}). Nothing was sent. Check the network and retry.`,
      retries: RETRIES.notSent,
      cause,
    })
  if (deadline.aborted)
    return new ProviderError('timeout', 'unknown', {
      message: `${vendor} did not answer in time.`,
      cause,
    })
  return new ProviderError('outcome_unknown', 'unknown', {
    message: `The connection to ${vendor} broke after the request was sent.`,
    cause,
  })
}

/** A new error with the words only: the thrown one may hold raw bytes of an answer. */
function describeCause(error: unknown, redact: Redact): Error {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  return new Error(redact([code, message].filter((part) => typeof part === 'string' && part).join(': ')))
}
