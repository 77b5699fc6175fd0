import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { servePacked } from '../../../scripts/supervisor/packed-files'
import { createDataFolder } from '../../support/data-folder'

const TEXT = 'console.log("the page")'
let folder: string
let close: () => void
let base: string
let onResponse: (response: ServerResponse) => void

beforeEach(async () => {
  folder = createDataFolder()
  mkdirSync(path.join(folder, 'static/chunks'), { recursive: true })
  writeFileSync(path.join(folder, 'static/chunks/a.js'), TEXT)
  writeFileSync(path.join(folder, 'static/chunks/a.js.br'), brotliCompressSync(TEXT))
  writeFileSync(path.join(folder, 'secret.js.br'), brotliCompressSync('secret'))
  const answer = servePacked(path.join(folder, 'static'))
  onResponse = () => {}
  const server = createServer((request, response) => {
    onResponse(response)
    if (!answer(request, response)) response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => server.close()
})
afterEach(() => {
  close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, encoding: string, method = 'GET') =>
  fetch(`${base}${url}`, { method, headers: { 'accept-encoding': encoding } })

it('sends what was packed, to be kept for ever, to whoever can unpack it', async () => {
  const response = await get('/_next/static/chunks/a.js', 'gzip, br')
  expect(await response.text()).toBe(TEXT)
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(response.headers.get('content-type')).toMatch(/^application\/javascript/)
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

it('closes the file when the browser leaves in the middle', async () => {
  writeFileSync(path.join(folder, 'static/chunks/a.js.br'), Buffer.alloc(1_000_000))
  const closed = new Promise((resolve) => {
    onResponse = (response) =>
      response.once('pipe', (file) => {
        file.once('close', resolve)
        response.destroy()
      })
  })
  await expect(get('/_next/static/chunks/a.js', 'br')).rejects.toThrow()
  await closed
})

it.each([
  ['/_next/static/chunks/a.js', 'gzip', 'GET'],
  ['/_next/static/chunks/a.js', 'br', 'POST'],
  ['/_next/static/chunks/b.js', 'br', 'GET'],
  ['/_next/static/..%2Fsecret.js', 'br', 'GET'],
])('leaves %s with %s by %s to others', async (url, encoding, method) => {
  expect((await get(url, encoding, method)).status).toBe(404)
})
