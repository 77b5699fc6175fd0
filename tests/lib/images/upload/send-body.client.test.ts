import { afterEach, expect, it, vi } from 'vitest'
import { sendBody } from '@/lib/images/upload/send-body.client'

/** A request whose progress is told by the test. */
class Request {
  static last: Request
  upload: { onprogress?(event: object): void; onload?(): void } = {}
  status = 201
  responseText = '{}'
  onload = () => {}
  onloadend = () => {}
  open = () => {}
  send = () => {
    Request.last = this
  }
}
afterEach(() => vi.unstubAllGlobals())

it('progress is told some times a second, and at the end whole', async () => {
  vi.stubGlobal('XMLHttpRequest', Request)
  const told: number[] = []
  const { signal } = new AbortController()
  const target = { method: 'PUT', address: '/api/images' } as const
  const reply = sendBody(signal, target, new Blob(['0123456789']), (bytes) => told.push(bytes))
  const { upload, onload } = Request.last
  for (const [loaded, timeStamp] of [
    [1, 1000],
    [2, 1050],
    [3, 1199],
    [4, 1200],
    [5, 1210],
  ])
    upload.onprogress?.({ loaded, timeStamp })
  expect(told).toEqual([1, 4])
  upload.onload?.()
  onload()
  await reply
  expect(told).toEqual([1, 4, 10])
})
