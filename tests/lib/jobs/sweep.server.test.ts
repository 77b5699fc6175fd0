import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { attempts, edits, images, projects, roots, runs } from '@/lib/db/schema'
import { mapKey } from '@/lib/edits/map-key'
import { createProject, deleteProject } from '@/lib/history/project-records.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { createIngest } from '@/lib/images/ingest/ingest.server'
import { findOrMakeRoom } from '@/lib/images/ingest/known-image.server'
import { imageKey, renditionKey } from '@/lib/images/record'
import { scrubStorage } from '@/lib/jobs/scrub.server'
import { readStorageUse } from '@/lib/jobs/storage-use.server'
import { sweepStorage } from '@/lib/jobs/sweep.server'
import { dropImage, dropUnrecorded } from '@/lib/jobs/sweep-records.server'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { png } from '@/tests/support/image-corpus'
import { uuidOf } from '@/tests/support/node-views'
import { createSampleProject, storeSample } from '@/tests/support/project-samples'
import { readAll } from '@/tests/support/storage-contract'

const { signal } = new AbortController()
const DAY_MS = 86_400_000
let database: TestDatabase
let folder: string
let storage: Storage
let ingest: ReturnType<typeof createIngest>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sweep-'))
  storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  const records = createImageRecords(database.db)
  ingest = createIngest({
    storage,
    decoder: createInlineDecoder(),
    renditions: { makeFrom: async () => {} },
    findImage: (given, id) => findOrMakeRoom(given, { images: records, storage }, id),
    saveImage: (_signal, image) => records.save(image),
    logFailure: () => {},
    tempDir: path.join(folder, 'temp'),
    freeSpaceFloorBytes: 0,
  })
  for (const table of [projects, attempts, images]) await database.db.delete(table)
  return () => rm(folder, { recursive: true })
})

const parts = () => ({ db: database.db, storage })
const isThere = (key: string) => storage.exists(signal, key)

/** Everything that is in the records or in the storage becomes two days older. */
async function age(): Promise<void> {
  const { db } = database
  const older = sql`now() - interval '2 days'`
  await db.update(images).set({ seenAt: older })
  await db.update(runs).set({ createdAt: older })
  await db.update(attempts).set({ finishedAt: older })
  for (const table of [projects, edits, roots])
    await db.update(table).set({ deletedAt: older }).where(sql`deleted_at is not null`)
  const then = new Date(Date.now() - 2 * DAY_MS)
  for (const name of ['images', 'renditions', 'fidelity', 'selections', 'results'])
    for await (const { key } of storage.list(signal, name)) await utimes(path.join(folder, key), then, then)
}

it('leaves everything that a project refers to, masks and inputs in recipes too', async () => {
  const { images: ids, ids: made } = await createSampleProject(parts(), 'kept')
  await age()
  expect(await sweepStorage(signal, parts())).toEqual({ files: 0, sizeBytes: 0 })
  for (const id of Object.values(ids)) expect(await isThere(imageKey(id))).toBe(true)
  expect(await isThere(mapKey(made.composite, 'mask'))).toBe(true)
})

it('takes a deleted project after a day, with its pictures and maps, and not before', async () => {
  const { db } = database
  const { projectId, images: ids, ids: made } = await createSampleProject(parts(), 'gone')
  await storage.put(signal, renditionKey(ids.result, 'thumb'), [Buffer.from('x')])
  await deleteProject(db, projectId)
  expect((await sweepStorage(signal, parts())).files).toBe(0)
  await age()
  expect((await sweepStorage(signal, parts())).files).toBeGreaterThanOrEqual(5)
  for (const id of Object.values(ids)) expect(await isThere(imageKey(id))).toBe(false)
  expect(await isThere(renditionKey(ids.result, 'thumb'))).toBe(false)
  expect(await isThere(mapKey(made.composite, 'mask'))).toBe(false)
  expect(await db.select().from(images)).toEqual([])
  expect(await db.select().from(projects).where(eq(projects.id, projectId))).toEqual([])
})

it('takes deleted results, but not what they were made from', async () => {
  const { db } = database
  const { images: ids, ids: made } = await createSampleProject(parts(), 'part')
  await db.update(edits).set({ deletedAt: new Date() }).where(eq(edits.id, made.composite))
  await age()
  await sweepStorage(signal, parts())
  expect(await isThere(imageKey(ids.composed))).toBe(false)
  expect(await isThere(imageKey(ids.mask))).toBe(false)
  expect(await isThere(imageKey(ids.result))).toBe(true)
  expect(await db.select().from(edits).where(eq(edits.id, made.composite))).toEqual([])
})

it('leaves what was deleted while it is among the inputs, or its work goes on', async () => {
  const { db } = database
  const { projectId, ids: made } = await createSampleProject(parts(), 'wanted')
  await db.update(edits).set({ deletedAt: new Date() })
  await db.update(edits).set({ state: 'polling' }).where(eq(edits.id, made.failed))
  await age()
  await sweepStorage(signal, parts())
  const left = await db.select({ id: edits.id }).from(edits).where(eq(edits.projectId, projectId))
  expect(left.map(({ id }) => id).sort()).toEqual([made.first, made.failed].sort())
})

it('takes an upload that nobody used, a day after it was wanted last', async () => {
  const id = await storeSample(parts(), 30)
  await age()
  await createImageRecords(database.db).see(id)
  await sweepStorage(signal, parts())
  expect(await isThere(imageKey(id))).toBe(true)
  await age()
  await sweepStorage(signal, parts())
  expect(await isThere(imageKey(id))).toBe(false)
})

it('takes bytes that a crash left without a record, when they are a day old', async () => {
  const key = imageKey('e'.repeat(64))
  await storage.put(signal, key, [Buffer.from('left behind')])
  await sweepStorage(signal, parts())
  expect(await isThere(key)).toBe(true)
  await age()
  expect(await sweepStorage(signal, parts())).toEqual({ files: 1, sizeBytes: 11 })
  expect(await isThere(key)).toBe(false)
})

it('keeps raw answers that were paid for until each of their pictures is stored', async () => {
  const { db } = database
  const { ids: made } = await createSampleProject(parts(), 'paid')
  const attempt = async (word: string, batchId: string) => {
    const id = uuidOf(word)
    await db.insert(attempts).values({
      id,
      batchId,
      projectId: uuidOf('any'),
      number: 1,
      provider: 'aiml',
      modelId: 'aiml/x',
      state: 'succeeded',
      requestHash: 'x',
    })
    await storage.put(signal, `results/${id}/0`, [Buffer.from('raw')])
    return `results/${id}/0`
  }
  const stored = await attempt('stored', uuidOf(`batch of ${made.first}`))
  const failed = await attempt('failed', uuidOf(`batch of ${made.failed}`))
  const unrecorded = `results/${uuidOf('unrecorded')}/0`
  await storage.put(signal, unrecorded, [Buffer.from('raw')])
  await age()
  await sweepStorage(signal, parts())
  expect(await Promise.all([stored, failed, unrecorded].map(isThere))).toEqual([false, true, true])
})

it('keeps the raw picture of an edit that was sent again: it was paid for, and is in no image', async () => {
  const { db } = database
  const { ids: made } = await createSampleProject(parts(), 'again')
  const id = uuidOf('before')
  const key = `results/${id}/0`
  await db.insert(attempts).values({
    id,
    // The edit has a batch of its own since it was sent again.
    batchId: uuidOf('the batch before'),
    projectId: uuidOf('any'),
    number: 1,
    provider: 'aiml',
    modelId: 'aiml/x',
    state: 'succeeded',
    requestHash: 'x',
    results: [{ key, seed: null, editId: made.first }],
  })
  await storage.put(signal, key, [Buffer.from('raw')])
  await age()
  await sweepStorage(signal, parts())
  expect(await isThere(key)).toBe(true)
  await db.delete(edits).where(eq(edits.id, made.first))
  await sweepStorage(signal, parts())
  expect(await isThere(key)).toBe(false)
})

it('never takes bytes from under somebody who brings them at that moment', async () => {
  const bytes = png(77, 8)
  const bring = () => ingest(signal, { body: [bytes], name: 'cat.png' })
  const { image } = await bring()
  for (const drop of [dropImage, dropUnrecorded]) {
    if (drop === dropUnrecorded) await database.db.delete(images)
    await age()
    let brought: ReturnType<typeof bring> | undefined
    await drop(database.db, image.id, async () => {
      brought = bring()
      // It has come as far as it can: it waits for this transaction.
      await waitForLock()
      await storage.remove(signal, imageKey(image.id))
    })
    await brought
    expect((await readAll((await storage.get(signal, imageKey(image.id))).body)).equals(bytes)).toBe(true)
    expect(await createImageRecords(database.db).find(image.id)).toBeDefined()
  }
})

async function waitForLock(): Promise<void> {
  for (;;) {
    const { rows } = await database.db.execute(
      sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    )
    if (rows.length > 0) return
  }
}

it('finds pictures that changed or vanished, says where they are, and the same file heals them', async () => {
  const { projectId, images: ids } = await createSampleProject(parts(), 'damaged')
  const whole = await readAll((await storage.get(signal, imageKey(ids.upload))).body)
  const flipped = Buffer.from(whole)
  flipped[40] = (flipped[40] ?? 0) ^ 1
  await writeFile(path.join(folder, imageKey(ids.upload)), flipped)
  await storage.remove(signal, imageKey(ids.result))

  expect(await scrubStorage(signal, parts())).toEqual({ checked: 4, damaged: 2 })
  const { damaged, checked, pictures } = await readStorageUse(signal, parts(), folder)
  expect([checked, pictures]).toEqual([4, 4])
  expect(damaged).toHaveLength(2)
  expect(damaged).toContainEqual({ imageId: ids.upload, damage: 'changed', projectId, name: 'The cat' })
  expect(damaged).toContainEqual({ imageId: ids.result, damage: 'missing', projectId, name: 'Sepia' })

  await ingest(signal, { body: [whole], name: 'cat.png' })
  expect((await readAll((await storage.get(signal, imageKey(ids.upload))).body)).equals(whole)).toBe(true)
  expect((await readStorageUse(signal, parts(), folder)).damaged).toHaveLength(1)
})

it('looks at each picture once a week, and at no more than may be read at once', async () => {
  await createSampleProject(parts(), 'week')
  expect((await scrubStorage(signal, { ...parts(), maxBytes: 1 })).checked).toBe(1)
  expect((await scrubStorage(signal, parts())).checked).toBe(3)
  expect((await scrubStorage(signal, parts())).checked).toBe(0)
  await database.db.update(images).set({ checkedAt: sql`now() - interval '8 days'` })
  expect((await scrubStorage(signal, parts())).checked).toBe(4)
})

it('tells what takes how much room, project by project', async () => {
  const { projectId, images: ids } = await createSampleProject(parts(), 'use')
  const empty = await createProject(database.db, 'Empty')
  const sizeOf = async (id: string) => (await storage.sizeOf(signal, imageKey(id))) ?? 0
  const use = await readStorageUse(signal, parts(), folder)
  expect(use.originals).toBe(await sizeOf(ids.upload))
  expect(use.results).toBe((await sizeOf(ids.result)) + (await sizeOf(ids.composed)))
  expect(use.others).toBe(await sizeOf(ids.mask))
  expect(use.maps).toBeGreaterThan(0)
  expect(use.database).toBeGreaterThan(1_000_000)
  expect(use.free).toBeGreaterThan(0)
  expect(use.projects.map(({ id, pictures }) => [id, pictures])).toEqual([
    [projectId, 3],
    [empty, 0],
  ])
})
