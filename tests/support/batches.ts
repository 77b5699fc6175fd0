import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import { attempts, edits, workers } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import type { EditView } from '@/lib/edits/view'
import { createProject } from '@/lib/history/project-records.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import type { ImageRecord } from '@/lib/images/record'
import { createCoolDowns } from '@/lib/jobs/cool-down'
import { recoverBatches } from '@/lib/jobs/recovery.server'
import { runBatch } from '@/lib/jobs/run-batch.server'
import type { BatchParts } from '@/lib/jobs/trip.server'
import { createNoticeRecords } from '@/lib/models/notice-records.server'
import type { Provider, ProviderAnswer, ProviderHooks } from '@/lib/providers/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createCard } from '@/tests/support/cards'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { imageIdOf } from '@/tests/support/node-views'
import { createRunRequest } from '@/tests/support/run-requests'

/** Batches on a real database, with providers whose every call is counted. For one file of tests: its hooks are set here. */

export const never = new AbortController().signal
export const PAID_MODEL = 'aiml/test/model'
const cards = [
  createCard({ id: 'local/engine', provider: 'local', priceUsd: 0 }),
  createCard({
    id: PAID_MODEL,
    settings: { results: { kind: 'count', min: 1, max: 4, default: 1, oneRequest: true } },
  }),
]
export const findModel = (id: string) => cards.find((card) => card.id === id)
export const upload: ImageRecord = {
  id: imageIdOf('photo'),
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

export let database: TestDatabase
let folder: string
export let projectId: string

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

export const picture = (): ProviderAnswer['images'][number] => ({ bytes: Buffer.from(randomUUID()), seed: 7 })
const answerOf = (answer: Partial<ProviderAnswer>): ProviderAnswer => ({
  images: [picture()],
  missing: [],
  costUsd: 0.03,
  answered: { ok: true },
  notes: [],
  ...answer,
})

/** A provider whose every call is counted, as a vendor's ledger would. */
export function createLedger(dispatch: Dispatch, options: { isFree?: boolean; resume?: Dispatch } = {}) {
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

export function createParts(provider: Provider, given: Partial<BatchParts> = {}): BatchParts {
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
    checkRoom: async () => {},
    maskOf: async () => Buffer.from('mask'),
    compose: async () => Promise.reject(new Error('Nothing is composed in this test.')),
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

export async function begin(
  modelId: string,
  given: Parameters<typeof createRunRequest>[0] = {},
): Promise<EditView> {
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

export const batchOf = async (id: string) =>
  (await database.db.select().from(edits).where(eq(edits.id, id)))[0]!.batchId
export const read = async (id: string) => (await readEditViews(database.db, eq(edits.id, id)))[0]!
export const attemptsOf = async (id: string) =>
  database.db
    .select()
    .from(attempts)
    .where(eq(attempts.batchId, await batchOf(id)))
export const isQueued = async (batchId: string) =>
  (await database.pool.query('select 1 from graphile_worker.jobs where key = $1', [batchId])).rowCount === 1

/** What another worker does every few seconds. */
export const recover = () => recoverBatches(createParts(createLedger(async () => ({})).provider), () => false)

/** A worker that beat long ago: whatever it holds is taken over. */
export async function bury(workerId: string) {
  const longAgo = new Date(Date.now() - 3_600_000)
  await database.db.insert(workers).values({ id: workerId, host: 'elsewhere', pid: 1, beatAt: longAgo })
}

/** What is left of the records when the connection breaks. */
export const createGoneDatabase = () =>
  new Proxy(database.db, {
    get: () => () => {
      throw new Error('Connection terminated unexpectedly')
    },
  })

export async function run(edit: EditView, parts: BatchParts, cancelled = never) {
  await runBatch(never, parts, await batchOf(edit.id), cancelled)
}

/**
 * Stops a batch dead in the middle of a call, as `kill -9` does: nothing after that moment is written.
 * @param given the worker that holds it, when several batches die with one; that one is then to be buried by the caller
 */
export async function dieWhile(
  edit: EditView,
  hold: (hooks: ProviderHooks) => Promise<void>,
  given?: BatchParts,
) {
  let reached = () => {}
  const isReached = new Promise<void>((resolve) => (reached = resolve))
  const isFree = edit.modelId !== PAID_MODEL
  const { provider, calls } = createLedger(
    async (_signal, hooks) => {
      await hold(hooks)
      reached()
      return new Promise(() => {})
    },
    { isFree },
  )
  const parts = given ? { ...given, findProvider: () => provider } : createParts(provider)
  void run(edit, parts)
  await isReached
  if (!given) await bury(parts.workerId)
  return { calls, parts }
}
