import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { refuseUnreadable } from '../../../scripts/supervisor/unreadable-requests'

let server: Server

beforeEach(async () => {
  server = createServer((request, response) => {
    if (!refuseUnreadable(request, response)) response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => server.close())

/** By hand: every client tidies its addresses up. */
async function ask(line: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  return text(socket)
}

it.each(['GET /', 'PUT /api/images?name=%zz', 'GET /a%20b', 'OPTIONS /api/images'])(
  'leaves %s to the framework',
  async (line) => {
    expect(await ask(line)).toMatch(/^HTTP\/1\.1 204 /)
  },
)

it.each([
  'GET /api/images/%zz/thumb',
  'GET /projects/%C0%AE',
  'GET http://evil.example/latest',
  'OPTIONS *',
  'TRACE /',
])('refuses %s in the words of every refusal', async (line) => {
  const answer = await ask(line)
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(answer).not.toMatch(/^location:/im)
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '').error.code).toBe('bad_request')
})
