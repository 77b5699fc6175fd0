import 'server-only'
import { type Exchange, sendJson, sendText } from '@/lib/providers/sandbox/exchange.server'
import { refuse } from '@/lib/providers/sandbox/refusals.server'

/** A way to fail. `billed`: the vendor would have charged for it, whatever the caller got to see. */
export type Fault = { billed: boolean; act(exchange: Exchange): void }

const DRIP_MS = 500
const HUGE_BYTES = 500_000_000

const unbilled = (act: Fault['act']): Fault => ({ billed: false, act })
const billed = (act: Fault['act']): Fault => ({ billed: true, act })

/** By the name that stands in `[fail:NAME]`; a bare status is a refusal with that status. */
const FAULTS: Record<string, Fault> = {
  moderation: unbilled((exchange) =>
    refuse(withForm(exchange, 'moderation'), 400, 'The input may contain sensitive content.'),
  ),
  credits: unbilled((exchange) => refuse(withForm(exchange, 'credits'), 403, "You've run out of credits.")),
  quota: unbilled((exchange) => refuse(withForm(exchange, 'quota'), 429, 'You exceeded your current quota.')),
  'ok-error': unbilled(({ response }) =>
    sendJson(response, 200, { error: { code: 'InternalServiceError', message: 'The service failed.' } }),
  ),
  'ok-blocked': unbilled(({ response }) =>
    sendJson(response, 200, { error: { code: 'OutputImageSensitiveContentDetected', message: 'Blocked.' } }),
  ),
  'ok-false': unbilled(({ response }) =>
    sendJson(response, 200, { success: false, message: 'It did not work.' }),
  ),
  redirect: unbilled(({ response }) => {
    response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end()
  }),
  reset: billed(({ response }) => void response.socket?.resetAndDestroy()),
  close: billed(({ response }) => void response.destroy()),
  hang: billed(() => undefined),
  drip: billed(({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const timer = setInterval(() => response.write(' '), DRIP_MS)
    response.on('close', () => clearInterval(timer))
  }),
  half: billed(({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"data":[{"url":', () => response.destroy())
  }),
  garbage: billed(({ response }) => sendText(response, 200, 'it is done, {trust me', 'application/json')),
  html: billed(({ response }) => sendText(response, 200, '<html><h1>Hello</h1></html>')),
  empty: billed(({ response }) => sendText(response, 200, '', 'application/json')),
  'empty-object': billed(({ response }) => sendJson(response, 200, {})),
  nan: billed(({ response }) => sendText(response, 200, '{"data":NaN}', 'application/json')),
  deep: billed(({ response }) =>
    sendText(response, 200, `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'application/json'),
  ),
  huge: billed(({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"data":[{"b64_json":"')
    pour(response, Buffer.alloc(1_000_000, 'A'), HUGE_BYTES)
  }),
}

/** Statuses of a gateway: behind it the work may have been done. */
const BILLED_STATUSES = [502, 504]

export function findFault(name: string): Fault | undefined {
  const status = Number(name)
  if (!Number.isInteger(status) || status < 300 || status > 599) return FAULTS[name]
  return { billed: BILLED_STATUSES.includes(status), act: (exchange) => refuse(exchange, status) }
}

export const FAULT_NAMES = ['STATUS', ...Object.keys(FAULTS)]

const withForm = (exchange: Exchange, form: string): Exchange => ({
  ...exchange,
  options: { form, ...exchange.options },
})

/** Writes a piece again and again, as fast as the reader takes it. */
export function pour(response: Exchange['response'], piece: Buffer, totalBytes: number): void {
  let left = totalBytes
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length
      if (!response.write(piece)) return void response.once('drain', more)
    }
    response.end()
  }
  more()
}
