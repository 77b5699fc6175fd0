import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Records } from '@/lib/db/connection.server'
import type { Listen } from '@/lib/db/listener.server'
import { publish } from '@/lib/edits/event-records.server'
import {
  type FoundSelection,
  foundSelectionSchema,
  type SelectionRequest,
  selectionRequestSchema,
} from '@/lib/edits/selection'
import type { SelectionAnswer } from '@/lib/engine/select.server'
import type { Span } from '@/lib/engine/selection'
import { ENGINE_VERSION } from '@/lib/engine/version'
import { AppError, toReport } from '@/lib/errors'
import type { ImageRecords } from '@/lib/images/image-records.server'
import type { PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import type { Box, Size } from '@/lib/images/raster'
import { imageIdSchema } from '@/lib/images/record'
import { readImage } from '@/lib/images/stored-image.server'
import { dequeue, enqueueLook, enqueueSelection } from '@/lib/jobs/queue.server'
import type { ResultStore } from '@/lib/jobs/store-results.server'
import type { Storage } from '@/lib/storage/contract'
import { readStored } from '@/lib/storage/read.server'

/** The NOTIFY channel; its payload is the id of a search that nobody waits for any more. */
const CHANNEL = 'afterimage_select'

type AskParts = { db: Records; storage: Storage; images: ImageRecords }

/**
 * Looks for what was pointed at. What was asked before is answered at once; else a worker looks, and an event tells.
 * @returns null when a worker was asked
 * @throws AppError `not_found` for an unknown picture
 */
export async function askSelection(
  signal: AbortSignal,
  parts: AskParts,
  request: SelectionRequest,
): Promise<FoundSelection | null> {
  if (!(await parts.images.find(request.imageId))) throw new AppError('not_found')
  const known = await readFound(signal, parts, request)
  if (!known) await enqueueSelection(parts.db, request)
  return known ?? null
}

/**
 * Has a worker look at a picture in which somebody is about to point at something.
 * @throws AppError `not_found` for an unknown picture
 */
export async function askLook(
  { db, images }: Pick<AskParts, 'db' | 'images'>,
  imageId: string,
): Promise<void> {
  if (!(await images.find(imageId))) throw new AppError('not_found')
  await enqueueLook(db, imageId)
}

/** Stops a search: it leaves the queue, or the worker that is at it is told. */
export async function cancelSelection(db: Records, id: string): Promise<void> {
  await dequeue(db, id)
  await db.execute(sql`select pg_notify(${CHANNEL}, ${id})`)
}

export type SelectionParts = AskParts & Pick<ResultStore, 'ingest'> & { pool: Pick<PixelPool, 'run'> }

type Selections = {
  find(stopping: AbortSignal, payload: unknown): Promise<void>
  look(stopping: AbortSignal, payload: unknown): Promise<void>
  close(): Promise<void>
}

const lookSchema = z.object({ imageId: imageIdSchema })

/** The worker's side: does the searches of the queue, each until it is cancelled. */
export async function createSelections(parts: SelectionParts, listen: Listen): Promise<Selections> {
  const running = new Map<string, AbortController>()
  const close = await listen(CHANNEL, (id) => running.get(id)?.abort())
  return {
    async find(stopping, payload) {
      const request = selectionRequestSchema.parse(payload)
      const controller = new AbortController()
      running.set(request.id, controller)
      try {
        await findSelection(AbortSignal.any([stopping, controller.signal]), parts, request)
      } finally {
        running.delete(request.id)
      }
    },
    async look(stopping, payload) {
      const { imageId } = lookSchema.parse(payload)
      const image = await readImage(stopping, parts.storage, imageId)
      await parts.pool.run(stopping, 'engine.look', { image })
    },
    close,
  }
}

/** Finds it, keeps the mask by its hash, and tells the browsers; a refusal is told too, a cancelled search is not. */
async function findSelection(
  signal: AbortSignal,
  parts: SelectionParts,
  request: SelectionRequest,
): Promise<void> {
  const { id, projectId } = request
  const tell = (found: FoundSelection | null, error: ReturnType<typeof toReport> | null) =>
    parts.db.transaction((writer) => publish(writer, projectId, [{ type: 'selection', id, found, error }]))
  try {
    await tell(await makeSelection(signal, parts, request), null)
  } catch (error) {
    if (signal.aborted) return
    await tell(null, toReport(error))
  }
}

async function makeSelection(
  signal: AbortSignal,
  parts: SelectionParts,
  request: SelectionRequest,
): Promise<FoundSelection> {
  const { storage, images, pool, ingest } = parts
  const picture = await images.find(request.imageId)
  if (!picture) throw new AppError('not_found')
  const image = await readImage(signal, storage, request.imageId)
  const task = { image, ...request.pointed }
  const { mask, span, step } = await pool.run<SelectionAnswer>(signal, 'engine.select', task)
  const { id: maskImageId } = await ingest(signal, { bytes: mask, isOurs: true })
  const found = { maskImageId, box: toBox(span, picture), ...(step && { step }) }
  await storage.put(signal, foundKey(request), [Buffer.from(JSON.stringify(found))])
  return found
}

/** The whole px that a span touches. */
function toBox({ from, to }: Span, { width, height }: Size): Box {
  const [x, y] = [Math.floor(from.x * width), Math.floor(from.y * height)]
  const right = Math.min(width, Math.ceil(to.x * width))
  const bottom = Math.min(height, Math.ceil(to.y * height))
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) }
}

/** The same question to the same engine has the same answer. */
function foundKey({ imageId, pointed }: SelectionRequest): string {
  const asked = JSON.stringify([ENGINE_VERSION, imageId, pointed])
  return `selections/${createHash('sha256').update(asked).digest('hex')}.json`
}

/** The answer that was kept, unless its mask is gone. */
async function readFound(
  signal: AbortSignal,
  { storage, images }: AskParts,
  request: SelectionRequest,
): Promise<FoundSelection | undefined> {
  const key = foundKey(request)
  if (!(await storage.exists(signal, key))) return undefined
  const text = new TextDecoder().decode(await readStored(signal, storage, key))
  const found = foundSelectionSchema.parse(JSON.parse(text))
  return (await images.find(found.maskImageId)) ? found : undefined
}
