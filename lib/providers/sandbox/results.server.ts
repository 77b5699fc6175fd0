import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Exchange, sendJson, sendText } from '@/lib/providers/sandbox/exchange.server'
import { pour } from '@/lib/providers/sandbox/faults.server'
import type { Word } from '@/lib/providers/sandbox/prompt-words'

export type StoredResult = {
  bytes: Buffer
  type: string
  word: Word | undefined
  served: number
  madeAtMs: number
}

const EXPIRED =
  '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
const FIVE_GB = 5_000_000_000

type Serve = (response: Exchange['response'], result: StoredResult, options: Record<string, string>) => void

/** By the name that stands in `[result:NAME]`: how the address of a result behaves. */
const SERVES: Record<string, Serve> = {
  expired: (response) => sendText(response, 403, EXPIRED, 'application/xml'),
  gone: (response) => sendText(response, 404, EXPIRED, 'application/xml'),
  late: (response, result, { times = '2' }) =>
    result.served <= Number(times) ? sendText(response, 404, '') : sendBytes(response, result),
  expires: (response, result, { ms = '60000' }) =>
    Date.now() - result.madeAtMs > Number(ms)
      ? sendText(response, 403, EXPIRED, 'application/xml')
      : sendBytes(response, result),
  html: (response) => sendText(response, 200, '<html>no picture</html>'),
  octet: (response, result) => sendBytes(response, { ...result, type: 'application/octet-stream' }),
  'wrong-type': (response, result) => sendBytes(response, { ...result, type: 'image/gif' }),
  svg: (response) => sendText(response, 200, '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'),
  cut: (response, { bytes }) => {
    response.writeHead(200, { 'content-length': String(bytes.length) })
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
  },
  'cut-once': (response, result) => {
    if (result.served > 1) return sendBytes(response, result)
    response.writeHead(200, { 'content-length': String(result.bytes.length) })
    response.write(result.bytes.subarray(0, 100), () => response.destroy())
  },
  endless: (response) => {
    response.writeHead(200, { 'content-type': 'image/png' })
    pour(response, Buffer.alloc(1_000_000), FIVE_GB)
  },
  hang: () => undefined,
  loop: (response) => redirect(response, '?again'),
  private: (response) => redirect(response, 'http://169.254.169.254/latest/meta-data'),
  file: (response) => redirect(response, 'file:///etc/passwd'),
}

export const RESULT_NAMES = Object.keys(SERVES)

function redirect(response: Exchange['response'], location: string): void {
  response.writeHead(302, { location }).end()
}

function sendBytes(response: Exchange['response'], { bytes, type }: StoredResult): void {
  response.writeHead(200, { 'content-type': type, 'content-length': String(bytes.length) })
  response.end(bytes)
}

/** The addresses under which the sandbox hands out its pictures. */
export function createResults() {
  const stored = new Map<string, StoredResult>()
  return {
    /** @returns the path of the result. */
    add(bytes: Buffer, type: string, word: Word | undefined): string {
      const id = randomUUID()
      stored.set(id, { bytes, type, word, served: 0, madeAtMs: Date.now() })
      return `/sandbox/results/${id}.${type.split('/')[1]}`
    },
    serve(response: Exchange['response'], path: string): void {
      const id = path.split('/').at(-1)?.split(/[.?]/)[0] ?? ''
      const result = stored.get(id)
      const serve = result?.word && SERVES[result.word.value]
      if (result) result.served += 1
      if (!result) sendJson(response, 404, { error: 'no such result' })
      else if (serve) serve(response, result, result.word?.options ?? {})
      else sendBytes(response, result)
    },
    clear: () => stored.clear(),
  }
}

export type Results = ReturnType<typeof createResults>
