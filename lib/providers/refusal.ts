import { type ErrorCode, messageOf } from '@/lib/errors'
import type { Json } from '@/lib/providers/contract'
import { fieldOf, listOf, numberOf, textOf } from '@/lib/providers/json'
import { type FailureClass, ProviderError } from '@/lib/providers/provider-error'
import type { Redact } from '@/lib/providers/redaction'
import { MAX_RETRY_AFTER_MS, RETRIES } from '@/lib/providers/retry'
import { readRetryAfter, waitInWords } from '@/lib/providers/retry-after'

export type RefusedAnswer = {
  status: number
  headers: Record<string, string>
  json: Json | undefined
  text: string
}

/** What differs between vendors when they refuse. */
export type RefusalTerms = {
  vendor: string
  keyVariable: string
  /** Tries allowed after a complete 500 or 503: only where the vendor says that failed requests are not billed. */
  serverErrorRetries: number
  /** Named when the model is gone, e.g. "Seedream v4 Edit (AIML)". */
  replacement: string | undefined
  redact: Redact
  /** What to keep of the answer with the error. */
  answered: { [key: string]: Json }
}

const MODERATION =
  /SensitiveContent|RiskDetection|content_policy|moderation_blocked|content moderation|safety (system|policy|filter|check)|nsfw/i
const BILLING =
  /insufficient|insufficent|out of credits?|no credits?|top up|billing|balance|overdue|quota|payment/i
/** The maker of the Seed models calls it temporary (ModelArk, error codes): the model stays on the list. */
const CLOSED_FOR_NOW = /ClosedEndpoint/i
const MAX_WORDS = 300

/** Every complete answer that is no result, as the error that the user sees and the retry rules read. */
export function toRefusal(answer: RefusedAnswer, terms: RefusalTerms): ProviderError {
  const { code, failureClass, retries = 0 } = judge(answer, terms)
  const words = providerWords(answer, terms.redact)
  const retryAfterMs = code === 'rate_limited' ? readRetryAfter(answer.headers, words, Date.now()) : undefined
  const openBill = failureClass === 'refused' && code !== 'rate_limited' && terms.serverErrorRetries === 0
  const isOk = answer.status < 300
  return new ProviderError(code, failureClass, {
    message: sentence(code, terms, retryAfterMs, openBill || isOk) + quote(code, words, terms.vendor),
    billed: openBill || isOk ? 'unknown' : undefined,
    retries,
    retryAfterMs,
    answered: terms.answered,
  })
}

type Verdict = { code: ErrorCode; failureClass: FailureClass; retries?: number }

const final = (code: ErrorCode): Verdict => ({ code, failureClass: 'final' })

function judge(answer: RefusedAnswer, terms: RefusalTerms): Verdict {
  const { status, json } = answer
  const hasJson = json !== undefined && json !== null && typeof json === 'object'
  const said = hasJson ? JSON.stringify(json).slice(0, 20_000) : ''
  // A gateway's own failure: the vendor behind it may go on working, whatever the body says.
  if (status === 502 || status === 504 || status === 408)
    return { code: status === 502 ? 'outcome_unknown' : 'timeout', failureClass: 'unknown' }
  if (status >= 500 && !hasJson) return { code: 'outcome_unknown', failureClass: 'unknown' }
  if (MODERATION.test(said)) return final('content_blocked')
  if (status === 429)
    return BILLING.test(errorName(json) || words(json))
      ? final('credits')
      : { code: 'rate_limited', failureClass: 'refused', retries: RETRIES.rateLimited }
  if (status >= 500)
    return {
      code: status === 503 ? 'provider_unavailable' : 'provider_error',
      failureClass: 'refused',
      retries: terms.serverErrorRetries,
    }
  if (status >= 400) return final(codeOf(status, said))
  if (status >= 300) return final('protocol_error')
  return final(codeInside(json))
}

function codeOf(status: number, said: string): ErrorCode {
  const table: Record<number, ErrorCode> = {
    401: 'auth',
    402: 'credits',
    403: BILLING.test(said) ? 'credits' : 'forbidden',
    404: 'model_unavailable',
    410: 'model_unavailable',
    413: 'payload_too_large',
    451: 'content_blocked',
  }
  if (table[status]) return table[status]
  if (CLOSED_FOR_NOW.test(said)) return 'provider_unavailable'
  return /RequestBodyTooLarge|image_too_large/i.test(said) ? 'payload_too_large' : 'invalid_request'
}

/** A failure inside a 200: by the status that its body names, or by its code. */
function codeInside(json: Json | undefined): ErrorCode {
  const status =
    numberOf(fieldOf(json, 'status')) ??
    numberOf(fieldOf(json, 'statusCode')) ??
    numberOf(fieldOf(json, 'error', 'status'))
  const name = errorName(json)
  if (/Authentication|Unauthorized/i.test(name)) return 'auth'
  if (/RateLimit|TooManyRequests|ServerOverloaded|BurstTooFast/i.test(name)) return 'rate_limited'
  if (BILLING.test(name)) return 'credits'
  if (CLOSED_FOR_NOW.test(name)) return 'provider_unavailable'
  if (/NotFound|ModelNotOpen/i.test(name)) return 'model_unavailable'
  if (/InvalidParameter|MissingParameter|InvalidImage/i.test(name)) return 'invalid_request'
  if (status === 429) return 'rate_limited'
  return status !== undefined && status >= 400 && status < 500 ? codeOf(status, name) : 'provider_error'
}

/** The vendor's own code for an error, in whichever of its places. */
function errorName(json: Json | undefined): string {
  const places = [
    fieldOf(json, 'error', 'code'),
    fieldOf(json, 'error', 'data', 'kind'),
    fieldOf(json, 'error', 'name'),
    fieldOf(json, 'error', 'type'),
    fieldOf(json, 'code'),
  ]
  return places.map(textOf).filter(Boolean).join(' ')
}

/** The vendor's words for an error: the first that is there, also out of JSON inside a message. */
function words(json: Json | undefined): string {
  const places = [
    textOf(fieldOf(json, 'error', 'message')),
    textOf(fieldOf(json, 'error')),
    joined(fieldOf(json, 'message')),
    textOf(fieldOf(json, 'detail')) ??
      joined(listOf(fieldOf(json, 'detail')).map((entry) => fieldOf(entry, 'msg') ?? null)),
    textOf(fieldOf(json, 'title')),
  ]
  const found = places.find(Boolean) ?? ''
  const nested = /\{.*\}/s.exec(found)?.[0]
  const inner = nested && parse(nested)
  return (inner && words(inner)) || found
}

const joined = (json: Json | undefined): string => listOf(json).map(textOf).filter(Boolean).join('; ')

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** In one line, without markup, without the key, at most 300 characters. */
export function providerWords({ json, text }: Pick<RefusedAnswer, 'json' | 'text'>, redact: Redact): string {
  const found = json === undefined ? text : words(json)
  if (/^\s*</.test(found)) return ''
  const line = redact(found)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS - 1)}…` : line
}

/** What happened and what to do; what it cost is a field of its own, which the screen says beside it. */
function sentence(
  code: ErrorCode,
  terms: RefusalTerms,
  retryAfterMs: number | undefined,
  openBill: boolean,
): string {
  const { vendor, keyVariable, replacement } = terms
  const own: Partial<Record<ErrorCode, string>> = {
    auth: `${vendor} refused the key. Check ${keyVariable} and start again.`,
    credits: `The account at ${vendor} has no credit left. Top it up and retry.`,
    forbidden: `The key in ${keyVariable} may not use this model. Choose another one, or allow it at ${vendor}.`,
    model_unavailable: `${vendor} does not offer this model any more. ${replacement ? `Use ${replacement}.` : 'Choose another one.'}`,
    content_blocked: `${vendor} refused the content. Change the instruction or the photo.`,
    timeout: `${vendor} gave up waiting for the model.`,
    outcome_unknown: `${vendor} answered with a failure on its way.`,
    protocol_error: `${vendor} answered with a redirect, which is never followed. Check its base URL.`,
  }
  if (code === 'rate_limited' && retryAfterMs !== undefined && retryAfterMs > MAX_RETRY_AFTER_MS)
    return `${vendor} asks to wait ${waitInWords(retryAfterMs)}. Retry after that.`
  if (openBill && (code === 'provider_error' || code === 'provider_unavailable'))
    return `${vendor} failed, and does not say what that costs. Retry if you accept that.`
  return own[code] ?? messageOf(code)
}

/** A vendor's words help where its refusal can be mended; about the key they only repeat ours. */
function quote(code: ErrorCode, said: string, vendor: string): string {
  return said && code !== 'auth' ? ` ${vendor} says: “${said}”${/[.!?…]$/.test(said) ? '' : '.'}` : ''
}
