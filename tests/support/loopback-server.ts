import http from 'node:http'
import type { AddressInfo } from 'node:net'

export type SeenRequest = {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  body: Buffer
}

export type Answering = (request: SeenRequest, response: http.ServerResponse) => void

/** A real HTTP server on loopback that remembers what it was asked. */
export async function createLoopbackServer(answer: Answering) {
  const seen: SeenRequest[] = []
  const server = http.createServer(async (request, response) => {
    const pieces: Buffer[] = []
    try {
      for await (const piece of request) pieces.push(piece as Buffer)
    } catch {
      return
    }
    const { method = '', url = '', headers } = request
    const asked = { method, url, headers, body: Buffer.concat(pieces) }
    seen.push(asked)
    answer(asked, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export type LoopbackServer = Awaited<ReturnType<typeof createLoopbackServer>>

export function answerJson(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
