import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { limitWaiting } from '../../../scripts/supervisor/patience'

let server: Server
let socket: Socket

const begin = async (idleBodyMs: number): Promise<IncomingMessage> => {
  limitWaiting(server, { headersMs: 15_000, idleBodyMs })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc')
  const [request] = await once(server, 'request')
  return request
}

beforeEach(() => {
  server = createServer()
})
afterEach(() => {
  socket.destroy()
  server.close()
})

it('gives headers their time and a body as long as it needs', async () => {
  await begin(60_000)
  expect(server.headersTimeout).toBe(15_000)
  expect(server.requestTimeout).toBe(0)
})

it('cuts off a body that stands still', async () => {
  const request = await begin(20)
  const [error] = await once(request.resume(), 'error')
  expect(error.code).toBe('upload_incomplete')
  await once(socket, 'close')
})

it('does not count the work that is done with a body that came whole', async () => {
  const request = await begin(60_000)
  expect(request.socket.timeout).toBe(60_000)
  socket.write('def')
  await once(request.resume(), 'end')
  expect(request.socket.timeout).toBe(0)
})

it('leaves requests without a body alone', async () => {
  const request = await begin(60_000)
  socket.write('def')
  await once(request.resume(), 'end')
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  const [next] = await once(server, 'request')
  expect(next.socket.timeout).toBe(0)
})
