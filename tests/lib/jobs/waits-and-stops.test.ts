import { describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { createImageRecords } from '@/lib/images/image-records.server'
import { createPixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { runBatch } from '@/lib/jobs/run-batch.server'
import { startWorker } from '@/lib/jobs/worker.server'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  attemptsOf,
  batchOf,
  begin,
  createLedger,
  createParts,
  database,
  isQueued,
  never,
  PAID_MODEL,
  read,
  run,
} from '@/tests/support/batches'

describe('a refusal that cost nothing', () => {
  const busy = () => new ProviderError('rate_limited', 'refused', { retries: 5, retryAfterMs: 7000 })

  it('waits in the queue for as long as the vendor asked, saying why and until when', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => {
      throw busy()
    })
    const before = Date.now()
    await run(edit, createParts(provider))
    const waiting = await read(edit.id)
    expect(waiting).toMatchObject({ state: 'queued', failure: { code: 'rate_limited', billed: 'no' } })
    expect(Date.parse(waiting.retryAt!) - before).toBeGreaterThanOrEqual(7000)
    expect(await isQueued(await batchOf(edit.id))).toBe(true)
  })

  it('makes every other edit of that provider wait too, without sending anything', async () => {
    const [first, second] = [await begin(PAID_MODEL), await begin(PAID_MODEL)]
    const { provider, calls } = createLedger(async () => {
      throw busy()
    })
    const parts = createParts(provider)
    const prepare = vi.spyOn(parts, 'prepare')
    await run(first, parts)
    await run(second, parts)
    expect(prepare).toHaveBeenCalledTimes(1)
    expect(calls).toEqual(['dispatch'])
    expect(await read(second.id)).toMatchObject({ state: 'queued', failure: null })
    expect(await attemptsOf(second.id)).toEqual([])
  })

  it('makes the others wait also for a pause that is too long for the edit that was told of it', async () => {
    const [first, second] = [await begin(PAID_MODEL), await begin(PAID_MODEL)]
    const { provider, calls } = createLedger(async () => {
      throw new ProviderError('rate_limited', 'refused', { retries: 5, retryAfterMs: 600_000 })
    })
    const parts = createParts(provider)
    await run(first, parts)
    expect((await read(first.id)).state).toBe('failed')
    await run(second, parts)
    expect(calls).toEqual(['dispatch'])
    const waiting = await read(second.id)
    expect(waiting.state).toBe('queued')
    expect(Date.parse(waiting.retryAt!) - Date.now()).toBeGreaterThan(500_000)
  })

  it('is final after as many tries as are allowed', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(async () => {
      throw new ProviderError('provider_error', 'refused', { retries: 2 })
    })
    for (let tries = 0; tries < 5; tries += 1) await run(edit, createParts(provider))
    expect(calls.length).toBe(3)
    expect((await read(edit.id)).state).toBe('failed')
  })

  it('notes a model that the vendor does not know any more', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => {
      throw new ProviderError('model_unavailable', 'final', { message: 'Gone.' })
    })
    const parts = createParts(provider)
    await run(edit, parts)
    expect(await parts.notices.list()).toContainEqual({
      modelId: PAID_MODEL,
      reason: 'Gone.',
      replacedBy: null,
    })
    await parts.notices.lift(PAID_MODEL)
    expect(await parts.notices.list()).toEqual([])
  })
})

describe('a worker', () => {
  it('takes what is queued, and gives free work back when it is told to stop', async () => {
    const done = await begin('local/engine')
    let isHolding = false
    const { provider } = createLedger(
      async (signal) => {
        if (!isHolding) return {}
        signal.throwIfAborted()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
      { isFree: true },
    )
    const worker = await startWorker({
      database,
      parts: createParts(provider),
      concurrency: 2,
      expectPixels: () => {},
      measure: async () => {},
      selections: {
        images: createImageRecords(database.db),
        pool: createPixelPool({ entry: 'none', size: 1 }),
      },
      housekeeping: { sweep: async () => {}, scrub: async () => {} },
    })
    await enqueueBatch(database.db, { batchId: await batchOf(done.id), provider: 'local' })
    await vi.waitFor(async () => expect((await read(done.id)).state).toBe('succeeded'), 20_000)
    isHolding = true
    const held = await begin('local/engine')
    await enqueueBatch(database.db, { batchId: await batchOf(held.id), provider: 'local' })
    await vi.waitFor(async () => expect((await read(held.id)).state).toBe('dispatching'), 20_000)
    await worker.stop()
    expect((await read(held.id)).state).toBe('queued')
    expect(await isQueued(await batchOf(held.id))).toBe(true)
  })
})

describe('an orderly stop', () => {
  it('leaves what a vendor accepted to the next worker, which asks for it', async () => {
    const edit = await begin(PAID_MODEL)
    const stopping = new AbortController()
    const { provider, calls } = createLedger(
      async (signal, hooks) => {
        await hooks.onAccepted('remote-8')
        stopping.abort()
        throw new ProviderError('cancelled', 'unknown', { cause: signal.reason })
      },
      { resume: async () => ({}) },
    )
    await runBatch(stopping.signal, createParts(provider), await batchOf(edit.id), never)
    expect(await isQueued(await batchOf(edit.id))).toBe(true)
    await run(edit, createParts(provider))
    expect(calls).toEqual(['dispatch', 'resume remote-8'])
    expect((await read(edit.id)).state).toBe('succeeded')
  })
})

describe('a stop in the middle of a paid call', () => {
  it('waits for the answer, and stores it', async () => {
    const edit = await begin(PAID_MODEL)
    const stopping = new AbortController()
    const { provider } = createLedger(async (signal) => {
      stopping.abort()
      await new Promise(setImmediate)
      signal.throwIfAborted()
      return {}
    })
    await runBatch(stopping.signal, createParts(provider), await batchOf(edit.id), never)
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded' })
  })
})

describe('a storage that is away', () => {
  it.each(['EMFILE', 'EIO', 'ENOENT'])('is waited for with a paid result in hand (%s)', async (code) => {
    const edit = await begin(PAID_MODEL)
    const parts = createParts(createLedger(async () => ({})).provider)
    vi.spyOn(console, 'error').mockImplementationOnce(() => {})
    vi.spyOn(parts.storage, 'put').mockRejectedValueOnce(Object.assign(new Error('away'), { code }))
    await run(edit, parts)
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded' })
  })

  it('is not waited for any longer when the user cancels', async () => {
    const edit = await begin(PAID_MODEL)
    const parts = createParts(createLedger(async () => ({})).provider)
    const cancelled = new AbortController()
    vi.spyOn(console, 'error').mockImplementation(() => cancelled.abort())
    const put = vi.spyOn(parts.storage, 'put').mockRejectedValue(new Error('away'))
    await run(edit, parts, cancelled.signal)
    expect(put).toHaveBeenCalledTimes(1)
  })
})

describe('a full disk', () => {
  it('is noticed before anything is bought, and stops nothing that is free', async () => {
    const checkRoom = async () => Promise.reject(new AppError('storage_full'))
    const [paid, free] = [await begin(PAID_MODEL), await begin('local/engine')]
    const { provider, calls } = createLedger(async () => ({}))
    await run(paid, createParts(provider, { checkRoom }))
    expect(calls).toEqual([])
    expect(await read(paid.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'storage_full', billed: 'no' },
    })
    await run(free, createParts(createLedger(async () => ({}), { isFree: true }).provider, { checkRoom }))
    expect((await read(free.id)).state).toBe('succeeded')
  })

  it('keeps a paid result until there is room', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    const parts = createParts(provider)
    vi.spyOn(console, 'error').mockImplementationOnce(() => {})
    const put = vi.spyOn(parts.storage, 'put').mockRejectedValueOnce(new AppError('storage_full'))
    await run(edit, parts)
    expect(put).toHaveBeenCalledTimes(3)
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded' })
  })
})
