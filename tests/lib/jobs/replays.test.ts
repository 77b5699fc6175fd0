import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edits, images, recipes, runs } from '@/lib/db/schema'
import { readRecipe } from '@/lib/edits/recipe-records.server'
import { runAgain } from '@/lib/edits/run-again.server'
import { COMPOSITE_MODEL_ID } from '@/lib/edits/start-composite.server'
import { startReplay } from '@/lib/edits/start-replay.server'
import type { Batch, StartRun } from '@/lib/edits/start-run.server'
import { createProject } from '@/lib/history/project-records.server'
import type { PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { compareReplay, noteSameBytes } from '@/lib/jobs/compare-replay.server'
import { enqueueLost } from '@/lib/jobs/recovery.server'
import { advanceSteps } from '@/lib/jobs/replay-steps.server'
import { retryEdit } from '@/lib/jobs/retry-edit.server'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createCard } from '@/tests/support/cards'
import { createDataFolder } from '@/tests/support/data-folder'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { promptOf, resultPicture, rootPicture, seedHistory } from '@/tests/support/long-history'

let database: TestDatabase
let projectId: string
let queued: Batch[]

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  queued = []
  projectId = await createProject(database.db)
  await seedHistory(database.db, projectId, { edits: 20, pictures: 40, endMs: Date.parse('2026-03-01') })
})

const parts = (): StartRun => ({
  db: database.db,
  findModel: (id) => createCard({ id }),
  availability: async () => ({
    'local/engine': { state: 'ready' },
    'aiml/bytedance-seedream-v4-edit': { state: 'ready' },
  }),
  enqueue: async (_writer, batches) => void queued.push(...batches),
  measure: async () => {},
})

const stepOf = async (take: number) => {
  const rows = await database.db
    .select()
    .from(edits)
    .where(eq(edits.prompt, promptOf(take)))
  return rows.find((row) => row.projectId === projectId && row.replayOf === null)!
}
const photo = (index: number) => ({ imageId: rootPicture(index), editId: null, name: `photo-${index}.jpg` })
const rowOf = async (id: string) => (await database.db.select().from(edits).where(eq(edits.id, id)))[0]!
const jobsOf = async (batchId: string) =>
  (await database.pool.query('select 1 from graphile_worker.jobs where key = $1', [batchId])).rowCount

/** As the worker leaves an edit. */
const settle = (id: string, state = 'succeeded', outputImageId: string | null = resultPicture(30)) =>
  database.db.update(edits).set({ state, outputImageId, finishedAt: new Date() }).where(eq(edits.id, id))

/** Two steps of the first branch on the photos 1 and 2. */
async function start(clientKey: string = randomUUID()) {
  const editIds = [(await stepOf(1)).id, (await stepOf(2)).id]
  return startReplay(parts(), { projectId, clientKey, editIds, inputs: [photo(1), photo(2)] })
}

describe('a replay', () => {
  it('writes a line of edits for each photo; only the first of each is queued', async () => {
    const { edits: made } = await start()
    expect(made.map(({ prompt }) => prompt)).toEqual([promptOf(1), promptOf(1), promptOf(2), promptOf(2)])
    expect(queued).toHaveLength(2)
    expect(made.map(({ inputImageId }) => inputImageId)).toEqual([rootPicture(1), rootPicture(2), null, null])
    expect(made[2]).toMatchObject({
      parentEditId: made[0]!.id,
      waitsFor: made[0]!.id,
      rootImageId: rootPicture(1),
    })
    expect(made.map(({ seed }) => seed)).toEqual([1, 1, 2, 2])
    const { asked } = await readRecipe(database.db, made[1]!.id)
    expect(asked.inputs).toEqual([{ imageId: rootPicture(2), name: 'photo-2.jpg' }])
  })

  it('is written once for one click', async () => {
    const key = randomUUID()
    const first = await start(key)
    expect((await start(key)).runId).toBe(first.runId)
    expect(queued).toHaveLength(2)
  })

  it('refuses a click whose key stood for another replay', async () => {
    const clientKey = randomUUID()
    await start(clientKey)
    const asked = { projectId, clientKey, editIds: [(await stepOf(1)).id], inputs: [photo(1), photo(2)] }
    const others = [
      asked,
      { ...asked, editIds: [(await stepOf(1)).id, (await stepOf(2)).id], inputs: [photo(1)] },
      { ...asked, projectId: await createProject(database.db) },
    ]
    for (const other of others)
      await expect(startReplay(parts(), other)).rejects.toMatchObject({ code: 'conflict' })
    expect(queued).toHaveLength(2)
  })

  it('starts a step when the one before has succeeded, with its result', async () => {
    const { edits: made } = await start()
    await advanceSteps(database.db)
    expect(await rowOf(made[2]!.id)).toMatchObject({ state: 'queued', waitsFor: made[0]!.id })
    await settle(made[0]!.id)
    await advanceSteps(database.db)
    const next = await rowOf(made[2]!.id)
    expect(next).toMatchObject({ state: 'queued', waitsFor: null, inputImageId: resultPicture(30) })
    expect(await jobsOf(next.batchId)).toBe(1)
    expect((await readRecipe(database.db, next.id)).asked.inputs[0]?.imageId).toBe(resultPicture(30))
    expect(await rowOf(made[3]!.id)).toMatchObject({ waitsFor: made[1]!.id })
  })

  it('stops the line whose step failed, says so, and leaves the others alone', async () => {
    const editIds = await Promise.all([1, 2, 3].map(async (take) => (await stepOf(take)).id))
    const { edits: made } = await startReplay(parts(), {
      projectId,
      clientKey: randomUUID(),
      editIds,
      inputs: [photo(1), photo(2)],
    })
    await settle(made[0]!.id, 'failed', null)
    await advanceSteps(database.db)
    for (const at of [2, 4])
      expect(await rowOf(made[at]!.id)).toMatchObject({
        state: 'failed',
        failure: { code: 'step_before_failed', billed: 'no' },
      })
    for (const at of [1, 3, 5]) expect(await rowOf(made[at]!.id)).toMatchObject({ state: 'queued' })
  })

  it('ends a step whose step before was swept away', async () => {
    const { edits: made } = await start()
    await database.db.delete(edits).where(eq(edits.id, made[0]!.id))
    await advanceSteps(database.db)
    expect(await rowOf(made[2]!.id)).toMatchObject({ state: 'failed' })
    expect(await rowOf(made[3]!.id)).toMatchObject({ state: 'queued' })
  })

  it('goes on when the failed step was retried, and the one after it', async () => {
    const { edits: made } = await start()
    await settle(made[0]!.id, 'failed', null)
    await advanceSteps(database.db)
    await settle(made[0]!.id)
    await retryEdit(database.db, made[2]!.id)
    const waiting = await rowOf(made[2]!.id)
    expect(await jobsOf(waiting.batchId)).toBe(0)
    await advanceSteps(database.db)
    expect(await jobsOf(waiting.batchId)).toBe(1)
  })

  it('is not taken for lost while it waits', async () => {
    const { edits: made } = await start()
    const ids = made.map(({ id }) => id)
    await database.db
      .update(edits)
      .set({ createdAt: new Date(0) })
      .where(inArray(edits.id, ids))
    await enqueueLost({ db: database.db })
    expect(await jobsOf((await rowOf(made[0]!.id)).batchId)).toBe(1)
    expect(await jobsOf((await rowOf(made[2]!.id)).batchId)).toBe(0)
  })

  it('composes on the new original; a mask of another size is left out, and that is said', async () => {
    const mask = resultPicture(39)
    const [edit, composite] = [await stepOf(1), await stepOf(2)]
    await database.db.update(edits).set({ modelId: COMPOSITE_MODEL_ID }).where(eq(edits.id, composite.id))
    const asked = {
      version: 1,
      prompt: composite.prompt,
      modelId: COMPOSITE_MODEL_ID,
      inputs: [rootPicture(0), resultPicture(1), mask].map((imageId) => ({ imageId, name: 'x' })),
      settings: { advanced: { matchColour: true } },
    }
    await database.db.update(recipes).set({ asked }).where(eq(recipes.editId, composite.id))
    const large = { width: 999, height: 666 }
    await database.db
      .update(images)
      .set(large)
      .where(eq(images.id, rootPicture(2)))
    const { edits: made } = await start()
    for (const at of [0, 1]) await settle(made[at]!.id)
    await advanceSteps(database.db)
    const inputsOf = async (id: string) =>
      (await readRecipe(database.db, id)).asked.inputs.map(({ imageId }) => imageId)
    expect(await inputsOf(made[2]!.id)).toEqual([rootPicture(1), resultPicture(30), mask])
    expect(await inputsOf(made[3]!.id)).toEqual([rootPicture(2), resultPicture(30)])
    expect((await rowOf(made[3]!.id)).notes).toHaveLength(1)
    await database.db
      .update(images)
      .set({ width: 320, height: 213 })
      .where(eq(images.id, rootPicture(2)))
    expect(edit.modelId).not.toBe(COMPOSITE_MODEL_ID)
  })

  it('goes on after a changed step with a composite of its result over what it was made from', async () => {
    const [changed, composite, last] = [await stepOf(1), await stepOf(2), await stepOf(3)]
    await database.db.update(edits).set({ modelId: COMPOSITE_MODEL_ID }).where(eq(edits.id, composite.id))
    const on = (editId: string | null) => ({
      projectId,
      clientKey: randomUUID(),
      editIds: [composite.id, last.id],
      inputs: [{ imageId: changed.outputImageId!, editId, name: 'changed' }],
    })
    await expect(startReplay(parts(), on(null))).rejects.toMatchObject({ code: 'bad_request' })
    const request = on(changed.id)
    const { runId, edits: made } = await startReplay(parts(), request)
    expect(made[0]).toMatchObject({ parentEditId: changed.id, waitsFor: changed.id })
    expect((await startReplay(parts(), request)).runId).toBe(runId)
    await advanceSteps(database.db)
    const { asked } = await readRecipe(database.db, made[0]!.id)
    expect(asked.inputs.map(({ imageId }) => imageId)).toEqual([changed.inputImageId, changed.outputImageId])
    expect(await jobsOf((await rowOf(made[0]!.id)).batchId)).toBe(1)
    expect(await rowOf(made[1]!.id)).toMatchObject({ waitsFor: made[0]!.id })
  })

  it('refuses steps that are not there and models that cannot run', async () => {
    const ask = (editIds: string[], change: Partial<StartRun> = {}) =>
      startReplay(
        { ...parts(), ...change },
        { projectId, clientKey: randomUUID(), editIds, inputs: [photo(1)] },
      )
    await expect(ask([randomUUID()])).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask([(await stepOf(1)).id], { availability: async () => ({}) })).rejects.toMatchObject({
      code: 'model_unavailable',
    })
    expect(await database.db.select().from(runs).where(eq(runs.projectId, projectId))).toHaveLength(20)
  })
})

describe('doing a recipe again', () => {
  const measured = async (id: string, keptShare = 1) => {
    const storage = createFolderStorage({ folder: createDataFolder() })
    for (const index of [1, 30])
      await storage.put(
        new AbortController().signal,
        `images/${resultPicture(index).slice(0, 2)}/${resultPicture(index)}`,
        [Buffer.from(`result ${index}`)],
      )
    const report = { keptShare, regions: [{ areaShare: 0.5, meanDistance: 0.1 }] }
    const pool = { run: async () => ({ report }) } as unknown as PixelPool
    await compareReplay(new AbortController().signal, { db: database.db, storage, pool }, id)
    return (await rowOf(id)).replay
  }
  const again = async (newSeed = false) => {
    const step = await stepOf(1)
    const request = {
      projectId,
      inputs: [{ imageId: step.inputImageId, editId: step.parentEditId, name: 'x' }],
    }
    await database.db
      .update(runs)
      .set({
        request: {
          ...request,
          clientKey: randomUUID(),
          prompt: 'x',
          modelIds: ['x'],
          settings: {
            guidance: 5,
            seed: null,
            watermark: false,
            size: 'auto',
            results: 1,
          },
        },
      })
      .where(eq(runs.id, step.runId))
    const { edits: made } = await runAgain(parts(), step.id, randomUUID(), newSeed)
    return { step, made: made[0]! }
  }

  it('says that the bytes are the same, or how close the result comes', async () => {
    const { step, made } = await again()
    expect(made.parentEditId).toBe(step.parentEditId)
    await settle(made.id, 'succeeded', step.outputImageId)
    expect(await measured(made.id)).toEqual({ verdict: 'same', sameShare: 1, meanDistance: 0 })
    const other = await again()
    await settle(other.made.id)
    expect(await measured(other.made.id, 0.97)).toMatchObject({ verdict: 'close', meanDistance: 0.05 })
    const third = await again()
    await settle(third.made.id)
    expect(await measured(third.made.id, 0.5)).toMatchObject({ verdict: 'different' })
  })

  it('says at once that the bytes are the same', async () => {
    const { step, made } = await again()
    await settle(made.id, 'succeeded', step.outputImageId)
    await noteSameBytes(database.db, (await rowOf(made.id)).batchId)
    expect((await rowOf(made.id)).replay).toMatchObject({ verdict: 'same' })
    const other = await again()
    await settle(other.made.id)
    await noteSameBytes(database.db, (await rowOf(other.made.id)).batchId)
    expect((await rowOf(other.made.id)).replay).toBeNull()
  })

  it('compares nothing with another seed or on another photo', async () => {
    const { made } = await again(true)
    await settle(made.id)
    expect(await measured(made.id)).toBeNull()
    const replayed = (await start()).edits[0]!
    await settle(replayed.id)
    expect(await measured(replayed.id)).toBeNull()
  })
})
