import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { edits } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import { AppError } from '@/lib/errors'
import { cancelEdits, cancelProject, createCancellations } from '@/lib/jobs/cancellation.server'
import { checkEdit } from '@/lib/jobs/doubtful-edit.server'
import { recoverBatches } from '@/lib/jobs/recovery.server'
import type { Provider } from '@/lib/providers/contract'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  attemptsOf,
  batchOf,
  begin,
  bury,
  createLedger,
  createParts,
  database,
  never,
  PAID_MODEL,
  picture,
  projectId,
  read,
  recover,
  run,
} from '@/tests/support/batches'

describe('a batch', () => {
  it('ends in a result with its image, cost, seed and recipe', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(async () => ({}))
    await run(edit, createParts(provider))
    const done = await read(edit.id)
    expect(done).toMatchObject({ state: 'succeeded', costUsd: 0.03, seed: 7 })
    expect(done.image?.id).toMatch(/^[0-9a-f]{64}$/)
    expect(calls).toEqual(['dispatch'])
    expect((await attemptsOf(edit.id)).map((attempt) => attempt.state)).toEqual(['succeeded'])
  })

  it('runs once, however often it is taken from the queue', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(async () => ({}))
    await Promise.all([run(edit, createParts(provider)), run(edit, createParts(provider))])
    await run(edit, createParts(provider))
    expect(calls).toEqual(['dispatch'])
  })

  it('commits the attempt before anything is sent', async () => {
    const edit = await begin(PAID_MODEL)
    const seen: unknown[] = []
    const { provider } = createLedger(async () => {
      seen.push(
        (await read(edit.id)).state,
        (await attemptsOf(edit.id)).map((attempt) => attempt.state),
      )
      return {}
    })
    await run(edit, createParts(provider))
    expect(seen).toEqual(['dispatching', ['dispatching']])
  })

  it('fails with the code and whether it was billed, and sends nothing again by itself', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(async () => {
      throw new ProviderError('credits', 'final', { hints: ['top up'] })
    })
    await run(edit, createParts(provider))
    expect(await read(edit.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'credits', billed: 'no', hints: ['top up'] },
    })
    expect(calls).toEqual(['dispatch'])
  })

  it('keeps a result that cannot be read, and says that it was billed', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    const parts = createParts(provider, {
      ingest: async () => {
        throw new AppError('corrupt_image')
      },
    })
    await run(edit, parts)
    expect(await read(edit.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'corrupt_image', billed: 'yes' },
    })
    const [attempt] = await attemptsOf(edit.id)
    const [kept] = attempt!.results as { key: string }[]
    expect(await parts.storage.exists(never, kept!.key)).toBe(true)
  })

  it('reads a result that it could not read again when it is checked, without buying another', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(async () => ({}))
    const ingest = async () => Promise.reject(new AppError('corrupt_image'))
    await run(edit, createParts(provider, { ingest }))
    await checkEdit(database.db, edit.id)
    await run(edit, createParts(provider))
    expect(calls).toEqual(['dispatch'])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', failure: null, costUsd: 0.03 })
  })

  it('asks for nothing after a refusal that cost nothing', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async (_signal, hooks) => {
      await hooks.onAccepted('remote-11')
      throw new ProviderError('content_blocked', 'final')
    })
    await run(edit, createParts(provider))
    expect(await read(edit.id)).toMatchObject({ state: 'failed', failure: { billed: 'no' } })
    await expect(checkEdit(database.db, edit.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('charges nothing for what the local engine could not store', async () => {
    const edit = await begin('local/engine')
    const { provider } = createLedger(async () => ({}), { isFree: true })
    const ingest = async () => Promise.reject(new AppError('corrupt_image'))
    await run(edit, createParts(provider, { ingest }))
    expect(await read(edit.id)).toMatchObject({ state: 'failed', failure: { billed: 'no' } })
  })

  it('fails the results that did not come and keeps the others', async () => {
    const first = await begin(PAID_MODEL, {
      settings: { guidance: 5, seed: null, watermark: false, size: 'auto', results: 3, advanced: {} },
    })
    const { provider, calls } = createLedger(async () => ({ images: [picture(), picture()] }))
    await run(first, createParts(provider))
    const states = (await readEditViews(database.db, eq(edits.runId, first.runId))).map((edit) => edit.state)
    expect(states).toEqual(['succeeded', 'succeeded', 'failed'])
    expect(calls).toEqual(['dispatch'])
  })

  it.each([
    ['no', { words: 'Blocked.', isMade: false }],
    ['unknown', { words: 'The address of the result has expired.', isMade: true }],
  ] as const)('says of a picture that did not come whether it was charged: %s', async (billed, missing) => {
    const settings = { guidance: 5, seed: null, watermark: false, size: 'auto', results: 2, advanced: {} }
    const first = await begin(PAID_MODEL, { settings })
    const { provider } = createLedger(async () => ({ missing: [missing] }))
    const ingest = async () => Promise.reject(new Error('Connection terminated unexpectedly'))
    const dying = createParts(provider, { ingest })
    await expect(run(first, dying)).rejects.toThrow('Connection terminated')
    await recoverBatches(dying, () => false)
    await run(first, createParts(provider))
    const [, second] = await readEditViews(database.db, eq(edits.runId, first.runId))
    expect(second).toMatchObject({
      state: 'failed',
      failure: { billed, message: expect.stringContaining(missing.words) },
    })
  })

  it('makes further edits of pictures that were not asked for, and says so', async () => {
    const first = await begin(PAID_MODEL)
    const notes = ['3 pictures came, 1 was asked for.']
    const { provider, calls } = createLedger(async () => ({
      images: [picture(), picture(), picture()],
      costUsd: 0.09,
      notes,
    }))
    await run(first, createParts(provider))
    const made = await readEditViews(database.db, eq(edits.runId, first.runId))
    expect(made.map(({ state, position, costUsd }) => ({ state, position, costUsd }))).toEqual(
      [0, 1, 2].map((position) => ({ state: 'succeeded', position, costUsd: 0.03 })),
    )
    expect(new Set(made.map((edit) => edit.image?.id)).size).toBe(3)
    expect(made.map((edit) => edit.notes)).toEqual([notes, notes, notes])
    expect(calls).toEqual(['dispatch'])
  })

  it('is journalled only where it is paid for', async () => {
    const edit = await begin('local/engine')
    const { provider } = createLedger(async () => ({}), { isFree: true })
    await run(edit, createParts(provider))
    const failing = await begin('local/engine')
    const broken = createLedger(async () => Promise.reject(new Error('broken')), { isFree: true })
    await run(failing, createParts(broken.provider))
    expect(await read(failing.id)).toMatchObject({ state: 'failed', failure: { billed: 'no' } })
    expect([...(await attemptsOf(edit.id)), ...(await attemptsOf(failing.id))]).toEqual([])
  })

  it('has what was paid for judged while its records wait', async () => {
    const edit = await begin(PAID_MODEL)
    let isJudged = () => {}
    const judged = new Promise<void>((resolve) => (isJudged = resolve))
    const holder = await database.pool.connect()
    const { provider } = createLedger(async () => {
      await holder.query('begin')
      await holder.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [projectId])
      return {}
    })
    const parts = createParts(provider)
    const running = run(edit, {
      ...parts,
      ingest: async (...asked) => {
        isJudged()
        return parts.ingest(...asked)
      },
    })
    await judged
    expect((await read(edit.id)).state).toBe('dispatching')
    await holder.query('commit')
    holder.release()
    await running
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('tells progress now and then, but not that all is done: its end is told anyway', async () => {
    const edit = await begin('local/engine')
    const transaction = vi.spyOn(database.db, 'transaction')
    const { provider } = createLedger(
      async (_signal, hooks) => {
        const told = (share: number): number => {
          const before = transaction.mock.calls.length
          hooks.onProgress(share)
          return transaction.mock.calls.length - before
        }
        expect(told(0.1)).toBe(0)
        vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 1_000)
        expect([told(1), told(0.5), told(0.6)]).toEqual([0, 1, 0])
        return {}
      },
      { isFree: true },
    )
    await run(edit, createParts(provider))
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('tells what the local engine says beside its result', async () => {
    const edit = await begin('local/engine')
    const notes = ['The sky was taken for the background.']
    const { provider } = createLedger(async () => ({ notes }), { isFree: true })
    await run(edit, createParts(provider))
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', notes })
  })

  it('does nothing for an edit that was cancelled while it waited', async () => {
    const edit = await begin(PAID_MODEL)
    await cancelEdits(database.db, [edit.id])
    const { provider, calls } = createLedger(async () => ({}))
    await run(edit, createParts(provider))
    expect((await read(edit.id)).state).toBe('cancelled')
    expect(calls).toEqual([])
  })

  it('buys only the results that are still wanted when it is sent', async () => {
    const settings = { guidance: 5, seed: null, watermark: false, size: 'auto', results: 3, advanced: {} }
    const first = await begin(PAID_MODEL, { settings })
    const run3 = await readEditViews(database.db, eq(edits.runId, first.runId))
    const asked: number[] = []
    const { provider } = createLedger(async () => ({ images: [picture(), picture()] }))
    const counting: Provider = {
      ...provider,
      build(job) {
        asked.push(job.results)
        return provider.build(job)
      },
    }
    let isCancelled = false
    const parts = createParts(counting, {
      prepare: async (_signal, imageId) => {
        if (!isCancelled) await cancelEdits(database.db, [run3[1]!.id])
        isCancelled = true
        return {
          imageId,
          sentHash: imageId,
          bytes: Buffer.from('x'),
          format: 'png',
          width: 4,
          height: 4,
          changes: [],
        }
      },
    })
    await run(first, parts)
    expect(asked).toEqual([3, 2])
    const states = (await readEditViews(database.db, eq(edits.runId, first.runId))).map((edit) => edit.state)
    expect(states).toEqual(['succeeded', 'cancelled', 'succeeded'])
  })

  it('stops when its project is deleted', async () => {
    const edit = await begin(PAID_MODEL)
    await cancelProject(database.db, projectId)
    const { provider, calls } = createLedger(async () => ({}))
    await run(edit, createParts(provider))
    expect(calls).toEqual([])
  })

  it('stops when it is cancelled in mid-call, and says that it may have been charged', async () => {
    const edit = await begin(PAID_MODEL)
    const cancellations = await createCancellations(database.db, database.listen)
    const followed = cancellations.follow(await batchOf(edit.id))
    const { provider } = createLedger(async (signal) => {
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
      await Promise.race([cancelEdits(database.db, [edit.id]), stopped])
      return stopped
    })
    await run(edit, createParts(provider), followed.signal)
    expect(await read(edit.id)).toMatchObject({ state: 'cancelled', failure: { billed: 'unknown' } })
    await cancellations.close()
  })

  it('is there for a free check when it was cancelled while its picture was fetched', async () => {
    const edit = await begin(PAID_MODEL)
    const cancellations = await createCancellations(database.db, database.listen)
    const followed = cancellations.follow(await batchOf(edit.id))
    const { provider, calls } = createLedger(
      async (signal, hooks) => {
        await hooks.onAccepted('remote-12')
        await hooks.onStep('fetching')
        const stopped = new Promise<never>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        })
        await Promise.race([cancelEdits(database.db, [edit.id]), stopped])
        return stopped
      },
      { resume: async () => ({}) },
    )
    await run(edit, createParts(provider), followed.signal)
    expect(await read(edit.id)).toMatchObject({ state: 'outcome_unknown', failure: { billed: 'yes' } })
    await checkEdit(database.db, edit.id)
    await run(edit, createParts(provider))
    expect((await read(edit.id)).state).toBe('succeeded')
    expect(calls).toEqual(['dispatch', 'resume remote-12'])
    await cancellations.close()
  })

  it('goes on being fetched when it is cancelled and could not be asked for later', async () => {
    const edit = await begin(PAID_MODEL)
    const cancellations = await createCancellations(database.db, database.listen)
    const followed = cancellations.follow(await batchOf(edit.id))
    const { provider } = createLedger(async (_signal, hooks) => {
      await hooks.onStep('fetching')
      expect(await cancelEdits(database.db, [edit.id])).toEqual([edit.id])
      return {}
    })
    await run(edit, createParts(provider), followed.signal)
    expect((await read(edit.id)).state).toBe('succeeded')
    await cancellations.close()
  })

  it('promises no check where nothing was kept that could be asked for', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => {
      throw new ProviderError('protocol_error', 'billed')
    })
    await run(edit, createParts(provider))
    expect(await read(edit.id)).toMatchObject({
      state: 'failed',
      failure: { billed: 'yes', isBeyondCheck: true },
    })
  })

  it('is left to recovery when its records refuse an answer that lies on disk already', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(async () => {
      vi.spyOn(database.db, 'transaction').mockRejectedValueOnce(new AppError('conflict'))
      return {}
    })
    const parts = createParts(provider)
    await expect(run(edit, parts)).rejects.toMatchObject({ code: 'conflict' })
    await bury(parts.workerId)
    await recover()
    await run(edit, createParts(provider))
    expect([(await read(edit.id)).state, calls]).toEqual(['succeeded', ['dispatch']])
  })

  it('one of several that was cancelled while all were fetched is checked when the others are there', async () => {
    const settings = { guidance: 5, seed: null, watermark: false, size: 'auto', results: 2, advanced: {} }
    const edit = await begin(PAID_MODEL, { settings })
    let refused: unknown
    const { provider, calls } = createLedger(async (_signal, hooks) => {
      await hooks.onAccepted('remote-13')
      await hooks.onStep('fetching')
      await cancelEdits(database.db, [edit.id])
      refused = await checkEdit(database.db, edit.id).catch((error) => error)
      return { images: [picture(), picture()] }
    })
    await run(edit, createParts(provider))
    expect(refused).toMatchObject({ code: 'conflict' })
    await checkEdit(database.db, edit.id)
    await run(edit, createParts(provider))
    const states = (await readEditViews(database.db, eq(edits.runId, edit.runId))).map(({ state }) => state)
    expect([states, calls]).toEqual([['succeeded', 'succeeded'], ['dispatch']])
  })

  it.each([
    [PAID_MODEL, 'succeeded'],
    ['local/engine', 'cancelled'],
  ])('of %s is %s when it is cancelled while its result is stored', async (modelId, state) => {
    const edit = await begin(modelId)
    const { provider } = createLedger(async () => ({}), { isFree: modelId !== PAID_MODEL })
    const { ingest, ...parts } = createParts(provider)
    await run(edit, {
      ...parts,
      ingest: async (...given) => {
        await vi.waitFor(async () => expect((await read(edit.id)).state).toBe('storing'))
        await cancelEdits(database.db, [edit.id])
        return ingest(...given)
      },
    })
    expect(await read(edit.id)).toMatchObject({ state, failure: null })
  })

  it('is stored after a crash although it was deleted: what was paid for can be brought back', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    const ingest = async () => Promise.reject(new Error('Connection terminated unexpectedly'))
    const dying = createParts(provider, { ingest })
    await expect(run(edit, dying)).rejects.toThrow('Connection terminated')
    await database.db.update(edits).set({ deletedAt: new Date() }).where(eq(edits.id, edit.id))
    await cancelEdits(database.db, [edit.id])
    await recoverBatches(dying, () => false)
    await run(edit, createParts(provider))
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded' })
  })

  it('is not stored by a worker that was overtaken', async () => {
    const edit = await begin('local/engine')
    const { provider } = createLedger(
      async () => {
        await database.db.update(edits).set({ claim: 99 }).where(eq(edits.id, edit.id))
        return {}
      },
      { isFree: true },
    )
    await run(edit, createParts(provider))
    const { state, image } = await read(edit.id)
    // How far its steps were told by then is all the same.
    expect(['preparing', 'dispatching']).toContain(state)
    expect(image).toBeNull()
  })
})

describe('a worker that was overtaken in mid-call', () => {
  it('stores nothing, yet leaves what was paid for to be asked for', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => {
      await bury(parts.workerId)
      await recover()
      return { images: [picture(), picture()] }
    })
    const parts = createParts(provider)
    await run(edit, parts)
    expect(await read(edit.id)).toMatchObject({ state: 'outcome_unknown', image: null })
    expect(await readEditViews(database.db, eq(edits.runId, edit.runId))).toHaveLength(1)
    await checkEdit(database.db, edit.id)
    const later = createLedger(async () => ({}))
    await run(edit, createParts(later.provider))
    expect(later.calls).toEqual([])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', costUsd: 0.03 })
  })
})
