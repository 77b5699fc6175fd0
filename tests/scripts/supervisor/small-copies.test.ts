import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readEnv } from '@/lib/env.server'
import { AppError } from '@/lib/errors'
import { renditionKey } from '@/lib/images/record'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { answerSmallCopy } from '../../../scripts/supervisor/small-copies'
import { createDataFolder } from '../../support/data-folder'

const ID = 'b'.repeat(64)
const THUMB = `/api/images/${ID}/thumb`
let folder: string
let close: () => void
let base: string
let isSignedIn: boolean
let isStarted: boolean

beforeEach(async () => {
  folder = createDataFolder()
  isSignedIn = true
  isStarted = true
  const storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  await storage.put(new AbortController().signal, renditionKey(ID, 'thumb'), [Buffer.from('small')])
  const parts = {
    env: readEnv({ NODE_ENV: 'test' }),
    storage,
    sessions: {
      require: async () => {
        if (!isSignedIn) throw new AppError('not_signed_in')
      },
    } as never,
  }
  const server = createServer(async (request, response) => {
    if (!(await answerSmallCopy(isStarted ? parts : undefined, request, response)))
      response.writeHead(404).end('left to the route')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => server.close()
})
afterEach(() => {
  close()
  rmSync(folder, { recursive: true })
})

const get = (url: string, init?: RequestInit) => fetch(base + url, init)

it('sends what is stored, to be kept for ever by this browser alone', async () => {
  const response = await get(THUMB)
  expect(await response.text()).toBe('small')
  expect(response.headers.get('content-type')).toBe('image/webp')
  expect(response.headers.get('content-length')).toBe('5')
  expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(response.headers.get('x-frame-options')).toBe('DENY')
})

it('sends nothing again to whoever has it', async () => {
  const etag = (await get(THUMB)).headers.get('etag')!
  const response = await get(THUMB, { headers: { 'if-none-match': `W/${etag}, "other"` } })
  expect(response.status).toBe(304)
})

it('reads nothing to say that', async () => {
  const headers = { 'if-none-match': `"${ID}-preview"` }
  expect((await get(`/api/images/${ID}/preview`, { headers })).status).toBe(304)
  isSignedIn = false
  expect((await get(`/api/images/${ID}/preview`, { headers })).status).toBe(404)
})

it.each([
  ['what is not stored', `/api/images/${ID}/preview`, {}],
  ['an id that is none', '/api/images/..%2f..%2fetc/thumb', {}],
  ['another kind', `/api/images/${ID}/full`, {}],
  ['another method', THUMB, { method: 'HEAD' }],
])('leaves %s to the route', async (_what, url, init) => {
  expect((await get(url, init)).status).toBe(404)
})

it('leaves to the route whoever is not signed in', async () => {
  isSignedIn = false
  expect(await (await get(THUMB)).text()).toBe('left to the route')
})

it('leaves everything to the route until that has its parts', async () => {
  isStarted = false
  expect(await (await get(THUMB)).text()).toBe('left to the route')
})
