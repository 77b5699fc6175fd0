import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edits, recipes } from '@/lib/db/schema'
import { readRecipe } from '@/lib/edits/recipe-records.server'
import type { RunRequest } from '@/lib/edits/run-request'
import { type Batch, type StartRun, startRun } from '@/lib/edits/start-run.server'
import type { EditView } from '@/lib/edits/view'
import { ENGINE_VERSION } from '@/lib/engine/version'
import { createProject } from '@/lib/history/project-records.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import type { ImageRecord } from '@/lib/images/record'
import { createCard } from '@/tests/support/cards'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createInput, createRunRequest } from '@/tests/support/run-requests'

const MODEL = 'aiml/test/model'
const card = createCard({
  id: MODEL,
  priceUsd: 0.03,
  settings: {
    guidance: { kind: 'range', min: 1, max: 10, step: 0.5, default: 5.5 },
    seed: { kind: 'seed', min: 1, max: 1000 },
  },
})
const record = (id: string): ImageRecord => ({
  id,
  width: 4,
  height: 4,
  format: 'png',
  bytes: 10,
  hasAlpha: false,
  bitDepth: 8,
  colourSpace: 'sRGB',
  orientation: 1,
  animated: false,
})
const INPUT = createInput('a')
const OUTPUT = 'b'.repeat(64)

let database: TestDatabase
let projectId: string
let queued: Batch[]
let measured: string[]

beforeAll(async () => {
  database = await createTestDatabase()
  await createImageRecords(database.db).save(record(INPUT.imageId))
  await createImageRecords(database.db).save(record(OUTPUT))
})
afterAll(() => database.close())
beforeEach(async () => {
  projectId = await createProject(database.db)
})

async function start(given: Partial<RunRequest>, parts: Partial<StartRun> = {}): Promise<EditView[]> {
  queued = []
  measured = []
  const runs: StartRun = {
    db: database.db,
    findModel: () => card,
    availability: async () => ({ [MODEL]: { state: 'ready' } }),
    enqueue: async (_writer, batches) => void queued.push(...batches),
    measure: async (_writer, editId) => void measured.push(editId),
    ...parts,
  }
  const request = createRunRequest({ projectId, modelIds: [MODEL], inputs: [INPUT], ...given })
  return (await startRun(runs, request)).edits
}

/** As the worker leaves an edit that went well. */
async function succeed(edit: EditView, answered: unknown = { ok: true }) {
  const done = { state: 'succeeded', outputImageId: OUTPUT, costUsd: 0.03, finishedAt: new Date() }
  await database.db.update(edits).set(done).where(eq(edits.id, edit.id))
  await database.db.update(recipes).set({ answered }).where(eq(recipes.editId, edit.id))
}

const sweep = { guidance: [2, 4], seed: [7, 8] }

describe('a sweep', () => {
  it('gives each edit its place', async () => {
    const made = await start({ sweep })
    expect(made.map(({ cell }) => cell)).toEqual([
      { guidance: 2, seed: 7 },
      { guidance: 2, seed: 8 },
      { guidance: 4, seed: 7 },
      { guidance: 4, seed: 8 },
    ])
    expect((await start({}))[0]).not.toHaveProperty('cell')
  })

  it('does not make again what was made before with the same recipe', async () => {
    const [first] = await start({ sweep: { guidance: [4], seed: [8] } })
    await succeed(first!)
    const cells = await start({ sweep, inputs: [{ ...INPUT, name: 'renamed.png' }] })
    expect(cells.map(({ state }) => state)).toEqual(['queued', 'queued', 'queued', 'succeeded'])
    const reused = cells[3]!
    expect(reused).toMatchObject({ costUsd: 0, seed: 8, image: { id: OUTPUT } })
    expect((await readRecipe(database.db, reused.id)).answered).toEqual({ ok: true, reusedFrom: first!.id })
    expect(queued).toHaveLength(3)
    expect(measured).toEqual([reused.id])
  })

  it.each([
    ['another prompt', { prompt: 'sepia' }],
    ['another seed', { sweep: { guidance: [4], seed: [9] } }],
    ['another guidance', { sweep: { guidance: [5], seed: [8] } }],
    ['no sweep', { sweep: {}, settings: { ...createRunRequest().settings, guidance: 4, seed: 8 } }],
  ])('makes what differs by %s', async (_what, given) => {
    const [first] = await start({ sweep: { guidance: [4], seed: [8] } })
    await succeed(first!)
    expect(await start({ sweep: { guidance: [4], seed: [8] }, ...given })).toMatchObject([
      { state: 'queued' },
    ])
  })

  it('makes again what another version of the engine made', async () => {
    const asked = { sweep: { guidance: [4], seed: [8] } }
    const [old] = await start(asked)
    await succeed(old!, { engine: '0.0.1' })
    const [fresh] = await start(asked)
    expect(fresh).toMatchObject({ state: 'queued' })
    await succeed(fresh!, { engine: ENGINE_VERSION })
    expect(await start(asked)).toMatchObject([{ state: 'succeeded' }])
  })

  it('makes again what failed, was deleted, or belongs to another project', async () => {
    const asked = { sweep: { guidance: [4], seed: [8] } }
    const [failed] = await start(asked)
    await database.db.update(edits).set({ state: 'failed' }).where(eq(edits.id, failed!.id))
    const [deleted] = await start(asked)
    await succeed(deleted!)
    await database.db.update(edits).set({ deletedAt: new Date() }).where(eq(edits.id, deleted!.id))
    expect(await start(asked)).toMatchObject([{ state: 'queued' }])
    const [kept] = await start(asked)
    await succeed(kept!)
    projectId = await createProject(database.db)
    expect(await start(asked)).toMatchObject([{ state: 'queued' }])
  })

  it('draws a random seed once, so that only the guidance differs', async () => {
    const made = await start({ sweep: { guidance: [2, 4, 6] } })
    expect(new Set(made.map(({ seed }) => seed)).size).toBe(1)
    expect(made[0]!.cell).toEqual({ guidance: 2 })
  })
})
