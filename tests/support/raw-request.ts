import { type OutgoingHttpHeaders, request } from 'node:http'

export type RawAnswer = { status: number; headers: Record<string, string>; body: string }

export type RawOptions = { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer }

/**
 * One request whose path and headers leave exactly as given: `fetch` tidies paths up and refuses to send a Host. The
 * body of an answer that does not end by itself, such as a stream of events, is cut after its first part.
 */
export function sendRaw(base: string, path: string, options: RawOptions = {}): Promise<RawAnswer> {
  const { hostname, port } = new URL(base)
  const { method = 'GET', headers, body } = options
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (answer) => {
      let text = ''
      const finish = () => {
        const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
        resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(named), body: text })
        sent.destroy()
      }
      answer.setEncoding('latin1')
      answer.on('data', (chunk: string) => {
        text += chunk
        if (answer.headers['content-type'] === 'text/event-stream') finish()
      })
      answer.on('end', finish)
      answer.on('error', finish)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
