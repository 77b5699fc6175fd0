import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { edits } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import type { EditView } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import { cancelEdits } from '@/lib/jobs/cancellation.server'
import { checkEdit, dismissEdit } from '@/lib/jobs/doubtful-edit.server'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { enqueueLost, recoverBatches } from '@/lib/jobs/recovery.server'
import { retryEdit } from '@/lib/jobs/retry-edit.server'
import type { ProviderHooks } from '@/lib/providers/contract'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  attemptsOf,
  batchOf,
  begin,
  bury,
  createGoneDatabase,
  createLedger,
  createParts,
  database,
  dieWhile,
  isQueued,
  never,
  PAID_MODEL,
  picture,
  read,
  recover,
  run,
} from '@/tests/support/batches'

describe('after a crash', () => {
  it('free work starts again and is done once', async () => {
    const edit = await begin('local/engine')
    await dieWhile(edit, async () => {})
    await recover()
    expect((await read(edit.id)).state).toBe('queued')
    expect(await isQueued(await batchOf(edit.id))).toBe(true)
    const { provider, calls } = createLedger(async () => ({}), { isFree: true })
    await run(edit, createParts(provider))
    expect((await read(edit.id)).state).toBe('succeeded')
    expect(calls).toEqual(['dispatch'])
  })

  it('free work that takes its worker down each time is given up', async () => {
    const edit = await begin('local/engine')
    await database.db.update(edits).set({ claim: 4 }).where(eq(edits.id, edit.id))
    await dieWhile(edit, async () => {})
    await recover()
    expect(await read(edit.id)).toMatchObject({
      state: 'failed',
      failure: { code: 'worker_crashed', billed: 'no' },
    })
    await retryEdit(database.db, edit.id)
    await run(edit, createParts(createLedger(async () => ({}), { isFree: true }).provider))
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('a result that can never be stored is given up within bounds, and stays to be checked', async () => {
    const edit = await begin(PAID_MODEL)
    // Waiting for a busy vendor took it up as often before it was answered.
    await database.db.update(edits).set({ claim: 20 }).where(eq(edits.id, edit.id))
    const { provider, calls } = createLedger(async () => ({}))
    const ingest = async () => Promise.reject(new Error('a fault of ours'))
    const parts = createParts(provider, { ingest })
    await expect(run(edit, parts)).rejects.toThrow('a fault of ours')
    await recoverBatches(parts, () => false)
    const { state, failure } = await read(edit.id)
    expect([state, failure?.message]).toEqual(['outcome_unknown', expect.stringContaining('costs nothing')])
    await checkEdit(database.db, edit.id)
    await run(edit, createParts(provider))
    expect(calls).toEqual(['dispatch'])
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('accepted work that takes its worker down each time waits for the user to ask for it', async () => {
    const edit = await begin(PAID_MODEL)
    await database.db.update(edits).set({ claim: 20 }).where(eq(edits.id, edit.id))
    await dieWhile(edit, (hooks) => hooks.onAccepted('remote-20'))
    await recover()
    expect((await read(edit.id)).state).toBe('outcome_unknown')
    await checkEdit(database.db, edit.id)
    const { provider, calls } = createLedger(async () => ({}), { resume: async () => ({}) })
    await run(edit, createParts(provider))
    expect(calls).toEqual(['resume remote-20'])
  })

  it('what was being sent is in doubt and never sent again by itself', async () => {
    const edit = await begin(PAID_MODEL)
    await dieWhile(edit, async () => {})
    await recover()
    expect(await read(edit.id)).toMatchObject({ state: 'outcome_unknown', failure: { billed: 'unknown' } })
    const { provider, calls } = createLedger(async () => ({}))
    await run(edit, createParts(provider))
    expect(calls).toEqual([])
  })

  it('what the vendor accepted is asked for by its name', async () => {
    const edit = await begin(PAID_MODEL)
    await dieWhile(edit, async (hooks) => {
      await hooks.onAccepted('remote-1')
      await hooks.onStep('polling')
    })
    await recover()
    const { provider, calls } = createLedger(async () => ({}), { resume: async () => ({}) })
    await run(edit, createParts(provider))
    expect(calls).toEqual(['resume remote-1'])
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('what was answered is stored without asking anybody', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    let reached = () => {}
    const isReached = new Promise<void>((resolve) => (reached = resolve))
    const dying = createParts(provider, {
      ingest: () => {
        reached()
        return new Promise(() => {})
      },
    })
    void run(edit, dying)
    await isReached
    await bury(dying.workerId)
    await recover()
    const second = createLedger(async () => ({}))
    await run(edit, createParts(second.provider))
    expect(second.calls).toEqual([])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', costUsd: 0.03 })
  })

  it('what was answered is stored, although the key was taken away', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    const parts = createParts(provider)
    const dying = createParts(provider, {
      ingest: async () => {
        throw new Error('Connection terminated unexpectedly')
      },
    })
    await expect(run(edit, dying)).rejects.toThrow('Connection terminated')
    await recoverBatches(dying, () => false)
    await run(edit, { ...parts, findProvider: () => undefined })
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', costUsd: 0.03 })
  })

  it('what is on disk is stored, although nobody came to write down that it was answered', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    const parts = createParts(provider)
    // The database is gone from the moment of the answer.
    const put: typeof parts.storage.put = async (signal, key, body) => {
      const sizeBytes = await parts.storage.put(signal, key, body)
      if (key.endsWith('.json')) dying.db = createGoneDatabase()
      return sizeBytes
    }
    const dying = createParts(provider, { workerId: parts.workerId, storage: { ...parts.storage, put } })
    await expect(run(edit, dying)).rejects.toThrow('Connection terminated')
    expect(await read(edit.id)).toMatchObject({ state: 'dispatching' })
    const isRunning = vi.fn(() => true)
    await recoverBatches(parts, isRunning)
    expect(isRunning).toHaveBeenCalledWith(await batchOf(edit.id))
    expect(await isQueued(await batchOf(edit.id))).toBe(false)
    await recoverBatches(parts, () => false)
    const second = createLedger(async () => ({}))
    await run(edit, createParts(second.provider))
    expect(second.calls).toEqual([])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', costUsd: 0.03 })
  })

  it('what is said beside a result is on disk with it, before anything is asked of the records', async () => {
    const edit = await begin(PAID_MODEL)
    const notes = ['1 of 2 pictures came.']
    const dying = createParts(
      createLedger(async () => {
        dying.db = createGoneDatabase()
        return { notes }
      }).provider,
    )
    await expect(run(edit, dying)).rejects.toThrow('Connection terminated')
    await recoverBatches({ ...dying, db: database.db }, () => false)
    const second = createLedger(async () => ({}))
    await run(edit, createParts(second.provider))
    expect(second.calls).toEqual([])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', notes })
  })

  it('what the vendor accepted while the records could not be written is asked for by its name', async () => {
    const edit = await begin(PAID_MODEL)
    const dead = createParts(
      createLedger(async (_signal, hooks) => {
        dead.db = createGoneDatabase()
        await hooks.onAccepted('remote-2')
        throw new Error('The worker dies here.')
      }).provider,
    )
    await expect(run(edit, dead)).rejects.toThrow('Connection terminated')
    await recoverBatches({ ...dead, db: database.db }, () => false)
    const { provider, calls } = createLedger(async () => ({}), { resume: async () => ({}) })
    await run(edit, createParts(provider))
    expect(calls).toEqual(['resume remote-2'])
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('an answer that cannot be read leaves its edit in doubt, and one that cannot be reached stops no other', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const dead = createParts(createLedger(async () => ({})).provider)
    const die = (edit: EditView, hold: (hooks: ProviderHooks) => Promise<void>) => dieWhile(edit, hold, dead)
    const [garbled, away, free] = [
      await begin(PAID_MODEL),
      await begin(PAID_MODEL),
      await begin('local/engine'),
    ]
    for (const edit of [garbled, away, free]) await die(edit, async () => {})
    await bury(dead.workerId)
    const keyOf = async (edit: EditView) => `results/${(await attemptsOf(edit.id))[0]!.id}/answer.json`
    await dead.storage.put(never, await keyOf(garbled), [Buffer.from('{"results":[')])
    const [unreachable, { exists }] = [await keyOf(away), dead.storage]
    const look = vi.spyOn(dead.storage, 'exists').mockImplementation(async (signal, key) => {
      if (key === unreachable) throw new Error('The storage does not answer.')
      return exists(signal, key)
    })
    const { workerId } = createParts(createLedger(async () => ({})).provider)
    const recoverNow = () => recoverBatches({ ...dead, workerId }, () => false)
    await recoverNow()
    const states = async () =>
      (await Promise.all([garbled, away, free].map(({ id }) => read(id)))).map((edit) => edit.state)
    expect(await states()).toEqual(['outcome_unknown', 'dispatching', 'queued'])
    look.mockRestore()
    await recoverNow()
    expect(await states()).toEqual(['outcome_unknown', 'outcome_unknown', 'queued'])
  })

  it('a batch whose job is gone is put in the queue again, one that waits is left alone', async () => {
    const [lost, fresh] = [await begin('local/engine'), await begin('local/engine')]
    const longAgo = new Date(Date.now() - 60_000)
    await database.db.update(edits).set({ createdAt: longAgo }).where(eq(edits.id, lost.id))
    await enqueueLost({ db: database.db })
    expect(await isQueued(await batchOf(lost.id))).toBe(true)
    expect(await isQueued(await batchOf(fresh.id))).toBe(false)
    await enqueueBatch(database.db, { batchId: await batchOf(lost.id), provider: 'local' }, 60_000)
    await enqueueLost({ db: database.db })
    const { rows } = await database.pool.query(
      'select run_at > now() as waits from graphile_worker.jobs where key = $1',
      [await batchOf(lost.id)],
    )
    expect(rows).toEqual([{ waits: true }])
    await cancelEdits(database.db, [lost.id])
  })

  it('the result of one edit never becomes that of another', async () => {
    const first = await begin(PAID_MODEL, {
      settings: { guidance: 5, seed: null, watermark: false, size: 'auto', results: 2, advanced: {} },
    })
    const images = [picture(), picture()]
    const { provider } = createLedger(async () => ({ images }))
    let reached = () => {}
    const isReached = new Promise<void>((resolve) => (reached = resolve))
    const parts = createParts(provider)
    let stored = 0
    const dying = createParts(provider, {
      ingest: async (...given) => {
        stored += 1
        if (stored === 1) return parts.ingest(...given)
        reached()
        return new Promise(() => {})
      },
    })
    void run(first, dying)
    await isReached
    await bury(dying.workerId)
    await recover()
    await run(first, parts)
    const made = await readEditViews(database.db, eq(edits.runId, first.runId))
    const idOf = ({ bytes }: { bytes: Uint8Array }) =>
      Buffer.from(bytes).toString('hex').padEnd(64, '0').slice(0, 64)
    expect(made.map((edit) => edit.image?.id)).toEqual(images.map(idOf))
  })

  it('is sent again when the user says so, as a new attempt', async () => {
    const edit = await begin(PAID_MODEL)
    await dieWhile(edit, async () => {})
    await recover()
    await retryEdit(database.db, edit.id)
    const { provider, calls } = createLedger(async () => ({}))
    await run(edit, createParts(provider))
    expect(calls).toEqual(['dispatch'])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', failure: null })
  })
})

describe('an edit in doubt', () => {
  const lost = new ProviderError('timeout', 'unknown')

  it('is asked for by its name, without being sent again', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider, calls } = createLedger(
      async (_signal, hooks) => {
        await hooks.onAccepted('remote-7')
        await hooks.onStep('polling')
        throw lost
      },
      { resume: async () => ({}) },
    )
    const parts = createParts(provider)
    await run(edit, parts)
    expect((await read(edit.id)).state).toBe('outcome_unknown')
    await checkEdit(database.db, edit.id)
    expect((await read(edit.id)).state).toBe('polling')
    expect(await isQueued(await batchOf(edit.id))).toBe(true)
    await run(edit, parts)
    expect(calls).toEqual(['dispatch', 'resume remote-7'])
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded', failure: null })
    await expect(checkEdit(database.db, edit.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is what accepted work becomes when asking for it fails on our side, with the words why', async () => {
    const edit = await begin(PAID_MODEL)
    const failing = createLedger(async (_signal, hooks) => {
      await hooks.onAccepted('remote-9')
      throw new AppError('internal', 'The disk went away.')
    })
    await run(edit, createParts(failing.provider))
    expect(await read(edit.id)).toMatchObject({
      state: 'outcome_unknown',
      failure: { code: 'outcome_unknown', message: 'The disk went away.' },
    })
    await checkEdit(database.db, edit.id)
    const { provider, calls } = createLedger(async () => ({}), { resume: async () => ({}) })
    await run(edit, createParts(provider))
    expect(calls).toEqual(['resume remote-9'])
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('is what accepted work becomes when the key was taken away, until the key is back', async () => {
    const edit = await begin(PAID_MODEL)
    await dieWhile(edit, (hooks) => hooks.onAccepted('remote-10'))
    await recover()
    const { provider, calls } = createLedger(async () => ({}), { resume: async () => ({}) })
    await run(edit, createParts(provider, { findProvider: () => undefined }))
    const { state, failure } = await read(edit.id)
    expect([state, failure?.message]).toEqual(['outcome_unknown', expect.stringContaining('costs nothing')])
    await checkEdit(database.db, edit.id)
    await run(edit, createParts(provider))
    expect(calls).toEqual(['resume remote-10'])
    expect((await read(edit.id)).state).toBe('succeeded')
  })

  it('says so when there is no name to ask by', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => {
      throw lost
    })
    await run(edit, createParts(provider))
    const [attempt] = await attemptsOf(edit.id)
    await expect(checkEdit(database.db, edit.id)).rejects.toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining(attempt!.id),
    })
    expect((await read(edit.id)).state).toBe('outcome_unknown')
  })

  it('can be laid aside, as failed and perhaps charged', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => {
      throw lost
    })
    await run(edit, createParts(provider))
    await dismissEdit(database.db, edit.id)
    expect(await read(edit.id)).toMatchObject({ state: 'failed', failure: { billed: 'unknown' } })
    await expect(dismissEdit(database.db, edit.id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
