// @vitest-environment jsdom
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { uploadFromUrl, uploadImage } from '@/lib/images/upload/upload.client'

const signal = new AbortController().signal
const file = new File(['the bytes of a photo'], 'cat ü.jpg', { type: 'image/jpeg' })
const id = createHash('sha256').update('the bytes of a photo').digest('hex')
const image = { id, width: 4, height: 3, format: 'jpeg' as const, bytes: 20 }
const findHash = async () => id

let server: Server | undefined
type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A server that the page was loaded from: relative addresses lead to it. */
async function serve(handler: Handler): Promise<string[]> {
  const seen: string[] = []
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push(`${request.method} ${request.url}`)
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-expose-headers', '*')
    handler(request, response, Buffer.concat(chunks).toString())
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server?.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const realFetch = globalThis.fetch
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => realFetch(origin + url, init))
  class SameOrigin extends window.XMLHttpRequest {
    override open(method: string, url: string) {
      super.open(method, origin + url)
    }
  }
  vi.stubGlobal('XMLHttpRequest', SameOrigin)
  return seen
}
afterEach(() => {
  vi.unstubAllGlobals()
  server?.closeAllConnections()
  server?.close()
})

const answerWith =
  (status: number, body: unknown): Handler =>
  (request, response) => {
    // A page of another address asks first; the product's own page does not.
    if (request.method === 'OPTIONS') response.setHeader('access-control-allow-methods', '*').end()
    else if (request.method === 'GET') response.end('{"image":null}')
    else response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
  }
const writes = (seen: string[]) => seen.filter((line) => !line.startsWith('OPTIONS'))

describe('a file', () => {
  it('is sent as it is, under its name, and its progress is told', async () => {
    let received = ''
    const seen = await serve((request, response, body) => {
      if (request.method === 'PUT') received = body
      answerWith(201, { image: { ...image, name: 'cat ü.jpg' } })(request, response, body)
    })
    const progress: number[] = []
    expect(await uploadImage(signal, file, (sent) => progress.push(sent), findHash)).toEqual({
      image,
      name: 'cat ü.jpg',
    })
    expect(received).toBe('the bytes of a photo')
    expect(writes(seen)).toEqual([`GET /api/images/${id}/known`, 'PUT /api/images?name=cat%20%C3%BC.jpg'])
    expect(progress.at(-1)).toBe(file.size)
  })

  it('is not sent when the server knows its bytes', async () => {
    const seen = await serve((_, response) => response.end(JSON.stringify({ image })))
    const progress: number[] = []
    expect(await uploadImage(signal, file, (sent) => progress.push(sent), findHash)).toEqual({
      image,
      name: 'cat ü.jpg',
    })
    expect(seen).toEqual([`GET /api/images/${id}/known`])
    expect(progress).toEqual([file.size])
  })

  it('is sent without asking when this browser cannot hash', async () => {
    const seen = await serve(answerWith(200, { image: { ...image, name: 'cat ü.jpg' } }))
    await uploadImage(
      signal,
      file,
      () => undefined,
      async () => undefined,
    )
    expect(writes(seen)).toEqual(['PUT /api/images?name=cat%20%C3%BC.jpg'])
  })

  it('is refused in the server’s own words', async () => {
    await serve(answerWith(422, { error: { code: 'corrupt_image', message: 'Row 7 is missing.' } }))
    await expect(uploadImage(signal, file, () => undefined, findHash)).rejects.toMatchObject({
      code: 'corrupt_image',
      message: 'Row 7 is missing.',
    })
  })

  it('fails plainly when something else answers', async () => {
    await serve(answerWith(502, '<h1>Bad gateway</h1>'))
    await expect(uploadImage(signal, file, () => undefined, findHash)).rejects.toMatchObject({
      code: 'internal',
    })
  })

  it('stops with the reason of whoever cancelled it', async () => {
    const controller = new AbortController()
    await serve((request, response, body) => {
      if (request.method === 'PUT') controller.abort()
      else answerWith(201, {})(request, response, body)
    })
    await expect(uploadImage(controller.signal, file, () => undefined, findHash)).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('with a name that cannot be used is not sent at all', async () => {
    const seen = await serve(answerWith(201, {}))
    const nameless = new File(['x'], '\u202e')
    await expect(uploadImage(signal, nameless, () => undefined, findHash)).rejects.toMatchObject({
      code: 'bad_filename',
    })
    expect(seen).toEqual([])
  })
})

describe('an address', () => {
  it('is given to the server and comes back as an image', async () => {
    const seen = await serve((request, response, body) =>
      answerWith(201, { image: { ...image, name: JSON.parse(body || '{}').url } })(request, response, body),
    )
    const url = 'https://example.com/cat.jpg'
    expect(await uploadFromUrl(signal, url)).toEqual({ image, name: url })
    expect(writes(seen)).toEqual(['POST /api/images/from-url'])
  })

  it('is refused with the server’s code', async () => {
    await serve(answerWith(422, { error: { code: 'url_not_allowed', message: 'No.' } }))
    await expect(uploadFromUrl(signal, 'http://127.0.0.1/')).rejects.toMatchObject({
      code: 'url_not_allowed',
    })
  })
})
