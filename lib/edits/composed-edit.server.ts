import 'server-only'
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { edits, images, recipes } from '@/lib/db/schema'
import { tellAbout } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import type { Recipe } from '@/lib/edits/recipe'
import { insertRun, readRun, type StartedRun } from '@/lib/edits/run-records.server'
import type { StartRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'

type ComposedEdit = {
  /** The picture that is kept wherever nothing is taken. */
  inputImageId: string
  rootImageId: string | null
  parentEditId: string | null
  recipe: Recipe
}

/** Queues an edit that is put together here from results. The same client key twice is the same run. */
export async function insertComposed(
  writer: Writer,
  { enqueue }: Pick<StartRun, 'enqueue'>,
  request: Parameters<typeof insertRun>[1],
  { recipe, ...place }: ComposedEdit,
): Promise<StartedRun> {
  const runId = await insertRun(writer, request)
  if (!runId) return readRun(writer, request)
  const row = {
    id: randomUUID(),
    projectId: request.projectId,
    runId,
    batchId: randomUUID(),
    position: 0,
    modelId: recipe.modelId,
    prompt: recipe.prompt,
    state: 'queued',
    ...place,
    estimateUsd: 0,
  }
  const inserted = await writer.insert(edits).values(row).returning()
  await writer.insert(recipes).values({ editId: row.id, asked: recipe })
  await enqueue(writer, [{ batchId: row.batchId, provider: 'local' }])
  return { runId, edits: await tellAbout(writer, inserted) }
}

/** @throws AppError `not_found` */
export async function requireImage(writer: Writer, id: string): Promise<void> {
  const [image] = await writer.select({ id: images.id }).from(images).where(eq(images.id, id))
  if (!image) throw new AppError('not_found')
}
