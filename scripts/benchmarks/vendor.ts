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

/** @param picture by its number, from 1 */
export async function startVendor(
  picture: (number: number) => Buffer,
  delayMs: () => number,
): Promise<Vendor> {
  const askedAt: number[] = []
  const answered: number[] = []
  let pictures = 0
  const server = http.createServer((request, response) => {
    if (request.method === 'GET' && request.url?.startsWith('/picture')) {
      response.setHeader('content-type', 'image/png')
      const number = Number(request.url.split('/').at(-1))
      response.end(picture(number), () => answered.push(nowMs()))
      return
    }
    if (request.method !== 'POST') return void response.writeHead(404).end('{}')
    askedAt.push(nowMs())
    const asked: Buffer[] = []
    request.on('data', (chunk) => asked.push(chunk))
    request.once('end', () => {
      const { num_images: wanted = 1 } = JSON.parse(Buffer.concat(asked).toString())
      const data = Array.from({ length: wanted }, (_, index) => ({
        url: `http://${request.headers.host}/picture/${pictures + index + 1}`,
      }))
      pictures += wanted
      const body = JSON.stringify({ data })
      setTimeout(() => response.setHeader('content-type', 'application/json').end(body), delayMs())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    asked: askedAt,
    answered,
    reset() {
      askedAt.length = 0
      answered.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
