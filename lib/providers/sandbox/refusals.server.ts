import 'server-only'
import { type Exchange, sendJson, sendText } from '@/lib/providers/sandbox/exchange.server'

/** What the vendors are known to say with each status. */
const WORDS = {
  aiml: {
    400: 'Body validation error!',
    401: 'This request requires a valid API key. You can create an API key in your account.',
    402: 'Payment required.',
    403: "You've run out of credits. Please top up your balance.",
    404: '-',
    413: 'Payload too large',
    422: 'Unprocessable entity',
    429: 'Too Many Requests',
    500: 'Internal server error',
    502: 'Bad Gateway',
    503: 'Service unavailable',
    504: 'Generation timeout',
  },
  pixazo: {
    400: 'Invalid request parameters',
    401: 'Invalid or missing authentication',
    402: 'Out of credits',
    403: 'Access denied for this operation',
    404: 'Endpoint not found',
    413: 'Request entity too large',
    422: 'Invalid parameters',
    429: 'Rate limit exceeded, please retry later',
    500: 'An unexpected error occurred, please try again later',
    502: 'Bad Gateway',
    503: 'Service unavailable',
    504: 'Gateway timeout',
  },
} as const satisfies Record<Exchange['vendor'], Record<number, string>>

const wordsFor = (vendor: Exchange['vendor'], status: number): string =>
  (WORDS[vendor] as Record<number, string>)[status] ?? 'Failed'

type Form = (status: number, message: string, exchange: Exchange) => unknown

/** The bodies in which the vendors refuse, by the name that `form=` takes. */
const FORMS: Record<string, Form> = {
  legacy: (statusCode, message) => ({ ...trace(), statusCode, path: '/v1/images/generations', message }),
  'text-status': (status, message) => ({ ...trace(), statusCode: String(status), message }),
  problem: (status, message) => ({
    ...trace(),
    title: 'Problem',
    status,
    instance: '/v1/images/generations',
    message,
    error: { name: 'ProblemException', message },
  }),
  nested: (status, message) => ({
    ...trace(),
    statusCode: status,
    message: `${status} ${JSON.stringify({ error: { code: 'InvalidParameter', message } })}`,
  }),
  credits: (status, message) => ({
    title: 'Forbidden',
    status,
    error: { message, data: { kind: 'err_insufficent_credits' } },
  }),
  quota: (_, message) => ({ error: { code: 'insufficient_quota', type: 'billing', message } }),
  moderation: (_, message) => ({ error: { code: 'InputImageSensitiveContentDetected', message } }),
  fal: (_, message) => ({
    detail: [{ loc: ['body', 'prompt'], msg: message, type: 'content_policy_violation' }],
  }),
  plain: (_, message) => ({ error: message }),
  apim: (statusCode, message) => ({ statusCode, message }),
  echo: (statusCode, message, { key }) => ({ ...trace(), statusCode, message: `${message} (key ${key})` }),
}

const trace = () => ({ requestId: 'sandbox-request', timestamp: '2026-11-21T12:00:00.000Z' })

/** Refuses with a status in one of the vendor's forms. Options: `form`, `retry-after` (seconds, a date's distance `in=`). */
export function refuse(
  exchange: Exchange,
  status: number,
  message = wordsFor(exchange.vendor, status),
): void {
  const { options, response } = exchange
  const headers: Record<string, string> = {}
  if (options['retry-after']) headers['retry-after'] = options['retry-after']
  if (options.in) headers['retry-after'] = new Date(Date.now() + Number(options.in) * 1000).toUTCString()
  const form = FORMS[options.form ?? ''] ?? FORMS[exchange.vendor === 'aiml' ? 'legacy' : 'plain']
  if (options.form === 'html') sendText(response, status, `<html><h1>${message}</h1></html>`)
  else if (options.form === 'empty') sendText(response, status, '')
  else sendJson(response, status, form?.(status, message, exchange), headers)
}

export const REFUSAL_FORMS = [...Object.keys(FORMS), 'html', 'empty']
