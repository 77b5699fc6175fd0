import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { latestEventId, readEvents } from '@/lib/edits/event-records.server'
import { AppError } from '@/lib/errors'
import { createImageRecords, type ImageRecords } from '@/lib/images/image-records.server'
import type { PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { imageKey } from '@/lib/images/record'
import {
  askLook,
  askSelection,
  cancelSelection,
  createSelections,
  type SelectionParts,
} from '@/lib/jobs/find-selection.server'
import { createFolderStorage } from '@/lib/storage/folder.server'
import {
  createLedger,
  createParts,
  database,
  isQueued,
  never,
  projectId,
  upload,
} from '@/tests/support/batches'

type Run = (signal: AbortSignal, payload: unknown) => Promise<unknown>

let images: ImageRecords
let folder: string
beforeAll(async () => {
  images = createImageRecords(database.db)
  folder = await mkdtemp(path.join(tmpdir(), 'afterimage-selections-'))
})

const found = {
  mask: Buffer.from('mask'),
  span: { from: { x: 0.25, y: 0 }, to: { x: 0.75, y: 0.5 } },
  step: { at: 0, of: 2 },
}
const poolOf = (run: Run): Pick<PixelPool, 'run'> => ({
  run: <Result>(signal: AbortSignal, _task: string, payload: unknown) =>
    run(signal, payload) as Promise<Result>,
})
async function partsOf(run: Run): Promise<SelectionParts> {
  const storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  await storage.put(never, imageKey(upload.id), [Buffer.from('photo')])
  return { ...createParts(createLedger(async () => ({})).provider), storage, images, pool: poolOf(run) }
}
const question = (x = Math.random()) => ({
  id: randomUUID(),
  projectId,
  imageId: upload.id,
  pointed: { points: [{ x, y: 0.5 }], outside: [] },
})
const told = async (after: number) =>
  (await readEvents(database.db, projectId, after)).map(({ body }) => body)

test('a worker looks for what was pointed at and tells; the same question is then answered at once', async () => {
  const parts = await partsOf(async () => found)
  const request = question()
  const before = await latestEventId(database.db, projectId)
  expect(await askSelection(never, parts, request)).toBeNull()
  expect(await isQueued(request.id)).toBe(true)

  const selections = await createSelections(parts, database.listen)
  await selections.find(never, request)
  await selections.close()
  const [event] = await told(before)
  const box = { x: 1, y: 0, width: 2, height: 2 }
  expect(event).toMatchObject({
    type: 'selection',
    id: request.id,
    found: { box, step: { at: 0, of: 2 } },
    error: null,
  })
  const again = await askSelection(never, parts, { ...request, id: randomUUID() })
  expect(again).toEqual('found' in event! ? event.found : undefined)
})

test('a search that finds nothing says why', async () => {
  const parts = await partsOf(async () => Promise.reject(new AppError('TARGET_NOT_FOUND', 'Nothing here.')))
  const selections = await createSelections(parts, database.listen)
  const before = await latestEventId(database.db, projectId)
  await selections.find(never, question())
  await selections.close()
  const error = { code: 'TARGET_NOT_FOUND', message: 'Nothing here.' }
  expect(await told(before)).toMatchObject([{ type: 'selection', found: null, error }])
})

test('a search is cancelled in the queue and at work, and tells nothing then', async () => {
  let begin = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const parts = await partsOf((signal) => {
    begin()
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  const request = question()
  const before = await latestEventId(database.db, projectId)
  await askSelection(never, parts, request)
  const selections = await createSelections(parts, database.listen)
  const work = selections.find(never, request)
  await begun
  await cancelSelection(database.db, request.id)
  await work
  await selections.close()
  expect(await isQueued(request.id)).toBe(false)
  expect(await told(before)).toEqual([])
})

test('a picture is looked at before anybody points at something in it, once for all who ask', async () => {
  const seen: unknown[] = []
  const parts = await partsOf(async (_signal, payload) => seen.push(payload))
  await askLook(parts, upload.id)
  await askLook(parts, upload.id)
  expect(await isQueued(`look:${upload.id}`)).toBe(true)
  const selections = await createSelections(parts, database.listen)
  const before = await latestEventId(database.db, projectId)
  await selections.look(never, { imageId: upload.id })
  await selections.close()
  expect(seen).toEqual([{ image: new Uint8Array(Buffer.from('photo')) }])
  expect(await told(before)).toEqual([])
  await expect(askLook(parts, 'f'.repeat(64))).rejects.toMatchObject({ code: 'not_found' })
})

test('nothing is looked for in a picture that is not here', async () => {
  const parts = await partsOf(async () => found)
  const unknown = { ...question(), imageId: 'f'.repeat(64) }
  await expect(askSelection(never, parts, unknown)).rejects.toMatchObject({ code: 'not_found' })
})
