import { createHash } from 'node:crypto'
import type { Records } from '@/lib/db/connection.server'
import { edits, inputs, recipes, roots, runs } from '@/lib/db/schema'
import { mapKey } from '@/lib/edits/map-key'
import { createProject } from '@/lib/history/project-records.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { png } from '@/tests/support/image-corpus'
import { uuidOf } from '@/tests/support/node-views'

const { signal } = new AbortController()
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second))

/** A small PNG that is like no other, stored with its record. @returns its id */
export async function storeSample(parts: Parts, widthPx: number): Promise<string> {
  const bytes = png(widthPx, 8)
  const id = createHash('sha256').update(bytes).digest('hex')
  await parts.storage.put(signal, imageKey(id), [bytes])
  await createImageRecords(parts.db).save({
    id,
    width: widthPx,
    height: 8,
    format: 'png',
    bytes: bytes.length,
    hasAlpha: false,
    bitDepth: 8,
    colourSpace: 'sRGB',
    orientation: 1,
    animated: false,
  })
  return id
}

type Parts = { db: Records; storage: Storage }

/**
 * A project with an upload, an edit of it, an edit of that one which failed, and a composite of both with its mask: all
 * that an archive has to carry.
 * @param word names the ids: other words make other projects
 */
export async function createSampleProject(parts: Parts, word: string) {
  const { db, storage } = parts
  const [upload, result, composed, mask] = await Promise.all(
    [9, 10, 11, 12].map((px) => storeSample(parts, px)),
  )
  if (!upload || !result || !composed || !mask) throw new Error('no samples')
  const projectId = await createProject(db, 'Autumn catalogue')
  await db.insert(roots).values({
    projectId,
    imageId: upload,
    name: 'cat.png',
    title: 'The cat',
    starred: true,
    createdAt: at(0),
  })
  const ids = {
    first: uuidOf(`${word} first`),
    failed: uuidOf(`${word} failed`),
    composite: uuidOf(`${word} composite`),
  }
  const insert = async (
    id: string,
    second: number,
    edit: Partial<typeof edits.$inferInsert>,
    asked: { prompt: string; imageIds: string[] },
    request: object,
  ) => {
    const runId = uuidOf(`run of ${id}`)
    const clientKey = uuidOf(`key of ${id}`)
    await db.insert(runs).values({
      id: runId,
      projectId,
      clientKey,
      request: { projectId, clientKey, ...request },
      createdAt: at(second),
    })
    await db.insert(edits).values({
      id,
      projectId,
      runId,
      batchId: uuidOf(`batch of ${id}`),
      position: 0,
      modelId: 'local/engine',
      prompt: asked.prompt,
      state: 'succeeded',
      rootImageId: upload,
      createdAt: at(second),
      startedAt: at(second),
      finishedAt: at(second + 1),
      ...edit,
    })
    await db.insert(recipes).values({
      editId: id,
      asked: {
        version: 1,
        prompt: asked.prompt,
        modelId: 'local/engine',
        inputs: asked.imageIds.map((imageId) => ({ imageId, name: 'cat.png' })),
        settings: { guidance: 5.5, advanced: {} },
      },
      answered: { engine: '1', reusedFrom: ids.first },
    })
  }
  const uploadInput = { imageId: upload, editId: null, name: 'cat.png' }
  const settings = { guidance: 5.5, seed: null, watermark: false, size: 'auto', results: 1, advanced: {} }
  await insert(
    ids.first,
    1,
    { inputImageId: upload, outputImageId: result, seed: 4417, kept: true, starred: true, title: 'Sepia' },
    { prompt: 'sepia', imageIds: [upload] },
    { prompt: 'sepia', inputs: [uploadInput], modelIds: ['local/engine'], settings },
  )
  await insert(
    ids.failed,
    2,
    {
      parentEditId: ids.first,
      inputImageId: result,
      state: 'failed',
      failure: { code: 'timeout', message: 'Too late.', billed: 'unknown', hints: [] },
    },
    { prompt: 'fly', imageIds: [result] },
    {
      prompt: 'fly',
      inputs: [{ imageId: result, editId: ids.first, name: 'sepia' }],
      modelIds: ['local/engine'],
      settings,
    },
  )
  await insert(
    ids.composite,
    3,
    {
      parentEditId: ids.first,
      inputImageId: upload,
      outputImageId: composed,
      modelId: 'local/composite',
      replayOf: ids.first,
      replay: { verdict: 'close', sameShare: 0.9, meanDistance: 0.01 },
    },
    { prompt: 'Keep everything else exactly as it was', imageIds: [upload, result, mask] },
    { editId: ids.first, maskImageId: mask, featherPx: null, matchColour: false },
  )
  await storage.put(signal, mapKey(ids.composite, 'mask'), [png(4, 4)])
  await db
    .insert(inputs)
    .values({ projectId, position: 0, imageId: result, editId: ids.first, name: 'sepia' })
  return { projectId, images: { upload, result, composed, mask }, ids }
}
