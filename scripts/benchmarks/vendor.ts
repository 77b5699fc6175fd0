import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** Moments in ms since the epoch, on the clock that this process and a browser of this machine share. */
export const nowMs = (): number => performance.timeOrigin + performance.now()

/** A vendor that does nothing but keep time: it takes as long as it is told and answers with the picture it was given. */
export type Vendor = {
  url: string
  host: string
  /** When each request for a picture reached its socket. */
  asked: number[]
  /** When the last byte of each picture had left. */
  answered: number[]
  reset(): void
  close(): Promise<void>
}

export async function startVendor(picture: () => Buffer, delayMs: () => number): Promise<Vendor> {
  const asked: number[] = []
  const answered: number[] = []
  let pictures = 0
  const server = http.createServer((request, response) => {
    if (request.method === 'GET' && request.url?.startsWith('/picture')) {
      response.setHeader('content-type', 'image/png')
      response.end(picture(), () => answered.push(nowMs()))
      return
    }
    if (request.method !== 'POST') return void response.writeHead(404).end('{}')
    asked.push(nowMs())
    request.resume().once('end', () => {
      pictures += 1
      const body = JSON.stringify({ data: [{ url: `http://${request.headers.host}/picture/${pictures}` }] })
      setTimeout(() => response.setHeader('content-type', 'application/json').end(body), delayMs())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    asked,
    answered,
    reset() {
      asked.length = 0
      answered.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
