import { rm } from 'node:fs/promises'
import { getPriority } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { createPixelPool, type PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { bundleProgram } from '../../../support/program'

const signal = new AbortController().signal
let entry = ''
const pools: PixelPool[] = []
const open = (size: number, more = {}) => {
  const pool = createPixelPool({ entry, size, ...more })
  pools.push(pool)
  return pool
}

beforeAll(async () => {
  entry = await bundleProgram('tests/support/tasks-for-pool.ts')
})
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())))
afterAll(() => rm(path.dirname(entry), { recursive: true }))

it('runs a task in another thread and leaves the payload to the caller', async () => {
  const payload = Uint8Array.from([1, 2, 3])
  const result = await open(1).run<{ doubled: Uint8Array; from: number }>(signal, 'double', payload)
  expect(result.doubled).toEqual(Uint8Array.from([2, 4, 6]))
  expect(result.from).toBeGreaterThan(0)
  expect(payload).toEqual(Uint8Array.from([1, 2, 3]))
})

it('uses no more threads than it may, and the same one again', async () => {
  const pool = open(2)
  const ids = await Promise.all(Array.from({ length: 12 }, () => pool.run<number>(signal, 'whoAmI', null)))
  expect(new Set(ids).size).toBeLessThanOrEqual(2)
  expect(ids).toContain(await pool.run<number>(signal, 'whoAmI', null))
})

it('starts a thread before there is work for it, and works with that one', async () => {
  const started: unknown[] = []
  process.on('worker', (thread) => started.push(thread))
  const pool = open(2)
  pool.warmUp()
  pool.warmUp()
  await vi.waitFor(() => expect(started).toHaveLength(1))
  await pool.run<number>(signal, 'whoAmI', null)
  expect(started).toHaveLength(1)
})

it('takes no harm from a thread that dies before there is work for it', async () => {
  const died: unknown[] = []
  process.once('worker', (thread) => thread.once('exit', (code) => died.push(code)))
  createPixelPool({ entry: `${entry}.missing`, size: 1 }).warmUp()
  await vi.waitFor(() => expect(died).toEqual([1]))
})

it.runIf(process.platform === 'linux')(
  'lets background work give way to all other, itself included',
  async () => {
    const own = getPriority(0)
    expect(await open(1, { isBackground: true }).run(signal, 'priority', null)).toBeGreaterThan(own)
    expect(await open(1).run(signal, 'priority', null)).toBe(own)
    expect(getPriority(0)).toBe(own)
  },
)

it('tells the progress in order', async () => {
  const shares: number[] = []
  expect(await open(1).run(signal, 'progress', null, (share) => shares.push(share))).toBe('done')
  expect(shares).toEqual([0.25, 0.5, 1])
})

it('passes a refusal on with its code, words and details', async () => {
  await expect(open(1).run(signal, 'refuse', null)).rejects.toMatchObject({
    name: 'TaskError',
    code: 'TARGET_NOT_FOUND',
    message: 'Nothing there.',
    details: { clause: 'make it so' },
  })
})

it('fails only the task whose thread died, and goes on with a new one', async () => {
  const pool = open(1)
  const crashed = pool.run(signal, 'crash', null)
  const next = pool.run<{ doubled: Uint8Array }>(signal, 'double', Uint8Array.from([4]))
  await expect(crashed).rejects.toMatchObject({ code: 'worker_crashed' })
  expect((await next).doubled).toEqual(Uint8Array.from([8]))
})

it('keeps the thread of a task that stops when it is told', async () => {
  const pool = open(1)
  const before = await pool.run<number>(signal, 'whoAmI', null)
  const controller = new AbortController()
  const waiting = pool.run(controller.signal, 'wait', null, () => controller.abort())
  // Waits in line until the thread has given up the first task.
  const after = pool.run<number>(signal, 'whoAmI', null)
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  expect(await after).toBe(before)
})

it('ends the thread of a task that does not listen', async () => {
  const pool = open(1, { abortGraceMs: 50 })
  const before = await pool.run<number>(signal, 'whoAmI', null)
  const controller = new AbortController()
  const spinning = pool.run(controller.signal, 'spin', null, () => controller.abort())
  const after = pool.run<number>(signal, 'whoAmI', null)
  await expect(spinning).rejects.toMatchObject({ name: 'AbortError' })
  expect(await after).not.toBe(before)
})

it('does not start what was cancelled while it waited in line', async () => {
  const pool = open(1)
  const first = new AbortController()
  const busy = pool.run(first.signal, 'wait', null)
  const controller = new AbortController()
  const queued = pool.run(controller.signal, 'crash', null)
  controller.abort()
  await expect(queued).rejects.toMatchObject({ name: 'AbortError' })
  first.abort()
  await expect(busy).rejects.toMatchObject({ name: 'AbortError' })
  expect(await pool.run(signal, 'whoAmI', null)).toBeGreaterThan(0)
})
