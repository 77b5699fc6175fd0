import { expect, it, vi } from 'vitest'
import { toBody, toByteStream } from '@/app/api/byte-stream'

async function* count(onEnd: () => void) {
  try {
    for (let value = 0; ; value += 1) yield new Uint8Array([value])
  } finally {
    onEnd()
  }
}

it('asks for no more pieces than there is room for', async () => {
  const source = count(() => {})
  const next = vi.spyOn(source, 'next')
  const reader = toByteStream(source, () => {}).getReader()
  expect((await reader.read()).value).toEqual(new Uint8Array([0]))
  expect((await reader.read()).value).toEqual(new Uint8Array([1]))
  expect(next.mock.calls.length).toBeLessThanOrEqual(3)
})

it('ends its source when the reader leaves while a piece is unread', async () => {
  const onEnd = vi.fn()
  const leave = vi.fn()
  const reader = toByteStream(count(onEnd), leave).getReader()
  await reader.read()
  await reader.cancel()
  expect([leave.mock.calls.length, onEnd.mock.calls.length]).toEqual([1, 1])
})

it('answers with bytes that are there without a copy of them', async () => {
  const bytes = Buffer.from('a full size')
  const reader = new Response(toBody(bytes)).body!.getReader()
  expect((await reader.read()).value).toBe(bytes)
  expect((await reader.read()).done).toBe(true)
})
