import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { attempts, edits, images, workers } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import { readSpending, spentToday } from '@/lib/edits/spending.server'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import type { EditView } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import { createProject } from '@/lib/history/project-records.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import type { ImageRecord } from '@/lib/images/record'
import { cancelEdits, cancelProject, createCancellations } from '@/lib/jobs/cancellation.server'
import { createCoolDowns } from '@/lib/jobs/cool-down'
import { checkEdit, dismissEdit } from '@/lib/jobs/doubtful-edit.server'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { enqueueLost, recoverBatches } from '@/lib/jobs/recovery.server'
import { retryEdit } from '@/lib/jobs/retry-edit.server'
import { runBatch } from '@/lib/jobs/run-batch.server'
import type { BatchParts } from '@/lib/jobs/trip.server'
import { startWorker } from '@/lib/jobs/worker.server'
import { createNoticeRecords } from '@/lib/models/notice-records.server'
import type { Provider, ProviderAnswer, ProviderHooks } from '@/lib/providers/contract'
import { ProviderError } from '@/lib/providers/provider-error'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createCard } from '@/tests/support/cards'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createRunRequest } from '@/tests/support/run-requests'

const never = new AbortController().signal
const PAID_MODEL = 'aiml/test/model'
const cards = [
  createCard({ id: 'local/engine', provider: 'local', priceUsd: 0 }),
  createCard({
    id: PAID_MODEL,
    settings: { results: { kind: 'count', min: 1, max: 4, default: 1, oneRequest: true } },
  }),
]
const findModel = (id: string) => cards.find((card) => card.id === id)
const upload: ImageRecord = {
  id: 'a'.repeat(64),
  width: 4,
  height: 4,
  format: 'png',
  bytes: 10,
  hasAlpha: false,
  bitDepth: 8,
  colourSpace: 'sRGB',
  orientation: 1,
  animated: false,
}

let database: TestDatabase
let folder: string
let projectId: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'afterimage-jobs-'))
  projectId = await createProject(database.db)
  await createImageRecords(database.db).save(upload)
})

afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

type Dispatch = (signal: AbortSignal, hooks: ProviderHooks) => Promise<Partial<ProviderAnswer>>

const picture = (): ProviderAnswer['images'][number] => ({ bytes: Buffer.from(randomUUID()), seed: 7 })
const answerOf = (answer: Partial<ProviderAnswer>): ProviderAnswer => ({
  images: [picture()],
  missing: [],
  costUsd: 0.03,
  answered: { ok: true },
  notes: [],
  ...answer,
})

/** A provider whose every call is counted, as a vendor's ledger would. */
function createLedger(dispatch: Dispatch, options: { isFree?: boolean; resume?: Dispatch } = {}) {
  const calls: string[] = []
  const provider: Provider = {
    id: options.isFree ? 'local' : 'aiml',
    isFree: options.isFree ?? false,
    build: ({ prompt }) => ({ transport: {}, sent: { prompt }, hash: 'h'.repeat(64) }),
    async dispatch(signal, _request, hooks) {
      calls.push('dispatch')
      return answerOf(await dispatch(signal, hooks))
    },
    ...(options.resume && {
      async resume(signal: AbortSignal, remoteId: string, hooks: ProviderHooks) {
        calls.push(`resume ${remoteId}`)
        return answerOf(await options.resume!(signal, hooks))
      },
    }),
  }
  return { provider, calls }
}

function createParts(provider: Provider, given: Partial<BatchParts> = {}): BatchParts {
  return {
    db: database.db,
    storage: createFolderStorage({ folder, freeSpaceFloorBytes: 0 }),
    workerId: randomUUID(),
    findModel,
    findProvider: () => provider,
    coolDowns: createCoolDowns(),
    notices: createNoticeRecords(database.db),
    availability: async () => ({}),
    expectPicture: () => {},
    prepare: async (_signal, imageId) => ({
      imageId,
      sentHash: imageId,
      bytes: Buffer.from('x'),
      format: 'png',
      width: 4,
      height: 4,
      changes: [],
    }),
    ingest: async (_signal, { bytes }) => {
      const id = Buffer.from(bytes).toString('hex').padEnd(64, '0').slice(0, 64)
      const record = { ...upload, id }
      await createImageRecords(database.db).save(record)
      return record
    },
    ...given,
  }
}

async function begin(modelId: string, given: Parameters<typeof createRunRequest>[0] = {}): Promise<EditView> {
  const runs: StartRun = {
    db: database.db,
    findModel,
    availability: async () => ({ [modelId]: { state: 'ready' } }),
    // Kept out of the queue: each test runs its batch itself.
    enqueue: async () => {},
    measure: async () => {},
  }
  const request = createRunRequest({
    projectId,
    modelIds: [modelId],
    inputs: [{ imageId: upload.id, editId: null, name: 'a.png' }],
    ...given,
  })
  return (await startRun(runs, request)).edits[0]!
}

const batchOf = async (id: string) =>
  (await database.db.select().from(edits).where(eq(edits.id, id)))[0]!.batchId
const read = async (id: string) => (await readEditViews(database.db, eq(edits.id, id)))[0]!
const attemptsOf = async (id: string) =>
  database.db
    .select()
    .from(attempts)
    .where(eq(attempts.batchId, await batchOf(id)))
const isQueued = async (batchId: string) =>
  (await database.pool.query('select 1 from graphile_worker.jobs where key = $1', [batchId])).rowCount === 1

/** What another worker does every few seconds. */
const recover = () => recoverBatches(createParts(createLedger(async () => ({})).provider), () => false)

/** A worker that beat long ago: whatever it holds is taken over. */
async function bury(workerId: string) {
  const longAgo = new Date(Date.now() - 3_600_000)
  await database.db.insert(workers).values({ id: workerId, host: 'elsewhere', pid: 1, beatAt: longAgo })
}

/** What is left of the records when the connection breaks. */
const createGoneDatabase = () =>
  new Proxy(database.db, {
    get: () => () => {
      throw new Error('Connection terminated unexpectedly')
    },
  })

async function run(edit: EditView, parts: BatchParts, cancelled = never) {
  await runBatch(never, parts, await batchOf(edit.id), cancelled)
}

/** Stops a batch dead in the middle of a call, as `kill -9` does: nothing after that moment is written. */
async function dieWhile(edit: EditView, hold: (hooks: ProviderHooks) => Promise<void>) {
  let reached = () => {}
  const isReached = new Promise<void>((resolve) => (reached = resolve))
  const { provider, calls } = createLedger(async (_signal, hooks) => {
    await hold(hooks)
    reached()
    return new Promise(() => {})
  })
  const parts = createParts(provider)
  void run(edit, parts)
  await isReached
  await bury(parts.workerId)
  return { calls, parts }
}

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
    expect(await read(edit.id)).toMatchObject({ state: 'dispatching', image: null })
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
    await run(first, parts)
    await run(second, parts)
    expect(calls).toEqual(['dispatch'])
    expect(await read(second.id)).toMatchObject({ state: 'queued', failure: null })
    expect(await attemptsOf(second.id)).toEqual([])
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

describe('a limit for the day', () => {
  const costly = createCard({ id: 'aiml/test/costly', priceUsd: 0.4 })
  const runs = (dailyLimitUsd: number): StartRun => ({
    db: database.db,
    findModel: () => costly,
    availability: async () => ({ [costly.id]: { state: 'ready' } }),
    enqueue: async () => {},
    measure: async () => {},
    dailyLimitUsd,
  })
  const ask = (limit: number) =>
    startRun(
      runs(limit),
      createRunRequest({
        projectId,
        modelIds: [costly.id],
        inputs: [{ imageId: upload.id, editId: null, name: 'a.png' }],
      }),
    )

  it('counts what waits, refuses what would go over it, and gives back what was not billed', async () => {
    const spent = await spentToday(database.db)
    const [edit] = (await ask(spent + 0.5)).edits
    await expect(ask(spent + 0.5)).rejects.toMatchObject({ code: 'spend_limit_reached' })
    await cancelEdits(database.db, [edit!.id])
    expect(await spentToday(database.db)).toBeCloseTo(spent)
    await expect(ask(spent + 0.5)).resolves.toBeDefined()
  })
})

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
      measure: async () => {},
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

describe('a full disk', () => {
  it('keeps a paid result until there is room', async () => {
    const edit = await begin(PAID_MODEL)
    const { provider } = createLedger(async () => ({}))
    const parts = createParts(provider)
    vi.spyOn(console, 'error').mockImplementationOnce(() => {})
    const put = vi.spyOn(parts.storage, 'put').mockRejectedValueOnce(new AppError('storage_full'))
    await run(edit, parts)
    expect(put).toHaveBeenCalledTimes(3)
    expect(await read(edit.id)).toMatchObject({ state: 'succeeded' })
  }, 15_000)
})

describe('the money of a project', () => {
  it('counts what was charged, what may have been, and what nobody knows', async () => {
    const ours = await createProject(database.db)
    const start = async (costUsd: number | null) => {
      const edit = await begin(PAID_MODEL, { projectId: ours })
      const { provider } = createLedger(async () => ({ costUsd }))
      await run(edit, createParts(provider))
    }
    const before = await readSpending(database.db, ours, 5)
    expect(before).toMatchObject({ project: { usd: 0, unknown: 0 }, dailyLimitUsd: 5 })
    await start(0.03)
    await start(null)
    const refused = await begin(PAID_MODEL, { projectId: ours })
    const { provider } = createLedger(async () => {
      throw new ProviderError('auth', 'final')
    })
    await run(refused, createParts(provider))
    const { project, today } = await readSpending(database.db, ours)
    expect(project).toEqual({ usd: expect.closeTo(0.03), unknown: 1 })
    expect(today.usd - before.today.usd).toBeCloseTo(0.03)
    expect(today.unknown - before.today.unknown).toBe(1)
  })
})

describe('a click', () => {
  it('sent twice is one run', async () => {
    const request = { clientKey: randomUUID() }
    const [first, second] = [await begin('local/engine', request), await begin('local/engine', request)]
    expect(second).toMatchObject({ id: first.id, runId: first.runId })
  })

  it('is not another one under the same key', async () => {
    const clientKey = randomUUID()
    await begin('local/engine', { clientKey })
    await expect(begin('local/engine', { clientKey, prompt: 'another' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('with an image that is not here writes nothing', async () => {
    const clientKey = randomUUID()
    const foreign = [{ imageId: 'f'.repeat(64), editId: null, name: 'x.png' }]
    await expect(begin('local/engine', { clientKey, inputs: foreign })).rejects.toThrow(AppError)
    expect(await begin('local/engine', { clientKey })).toMatchObject({ state: 'queued' })
    expect(
      (
        await database.db
          .select()
          .from(images)
          .where(eq(images.id, 'f'.repeat(64)))
      ).length,
    ).toBe(0)
  })
})
