// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followEvents } from '@/lib/studio/live/event-stream.client'

class FakeSource extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSED = 2
  static made: FakeSource[] = []
  readyState = FakeSource.CONNECTING
  onopen = () => {}
  onerror = () => {}
  constructor() {
    super()
    FakeSource.made.push(this)
  }
  open() {
    this.readyState = FakeSource.OPEN
    this.onopen()
  }
  /** As after an answer that is no stream. */
  giveUp() {
    this.readyState = FakeSource.CLOSED
    this.onerror()
  }
  close() {
    this.readyState = FakeSource.CLOSED
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.made = []
  vi.stubGlobal('EventSource', FakeSource)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A stream whose end was asked about, with the answer still on its way. */
async function breakOff() {
  let answer: (response: Response) => void = () => {}
  vi.stubGlobal('fetch', () => new Promise((resolve) => (answer = resolve)))
  const told: string[] = []
  const end = followEvents({
    projectId: 'project',
    lastEventId: () => 7,
    onEvent: () => {},
    onConnection: (connection) => told.push(connection),
    onReset: async () => {},
  })
  FakeSource.made[0]!.giveUp()
  const explain = async (status: number) => {
    answer(new Response(null, { status }))
    await vi.advanceTimersByTimeAsync(0)
  }
  return { told, end, explain }
}

it('an explanation that comes when the stream goes on again is not listened to', async () => {
  const { told, end, explain } = await breakOff()
  await vi.advanceTimersByTimeAsync(500)
  FakeSource.made[1]!.open()
  await explain(200)
  expect(told).toEqual(['live'])
  end()
})

it.each([
  { status: 401, connection: 'signed_out' },
  { status: 503, connection: 'lost' },
])('an end with status $status is told as $connection', async ({ status, connection }) => {
  const { told, end, explain } = await breakOff()
  await explain(status)
  expect(told).toEqual([connection])
  end()
})
