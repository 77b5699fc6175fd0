import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { edits, images, recipes } from '@/lib/db/schema'
import type { CompositeRequest } from '@/lib/edits/composite-request'
import { tellAbout } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { RECIPE_VERSION, type Recipe } from '@/lib/edits/recipe'
import { insertRun, readRun, type StartedRun } from '@/lib/edits/run-records.server'
import type { StartRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'

export const COMPOSITE_MODEL_ID = 'local/composite'
export const COMPOSITE_TITLE = 'Keep everything else exactly as it was'
export const ONTO_ROOT_TITLE = 'Apply to the original'

/**
 * Starts the exact composite of an edit over its original, as a new node of the tree under that edit. The original is
 * the edit's primary input, or the upload at the top of the branch. The same client key twice is the same run.
 * @throws AppError `not_found`; `input_missing` when the edit had no photo to keep anything of.
 */
export async function startComposite(parts: StartRun, request: CompositeRequest): Promise<StartedRun> {
  return parts.db.transaction(async (writer) => {
    const edit = await requireResult(writer, request)
    await requireImage(writer, request.maskImageId)
    const runId = await insertRun(writer, request)
    if (!runId) return readRun(writer, request)
    const row = {
      id: randomUUID(),
      projectId: request.projectId,
      runId,
      batchId: randomUUID(),
      position: 0,
      modelId: COMPOSITE_MODEL_ID,
      prompt: titleOf(request),
      state: 'queued',
      parentEditId: edit.id,
      inputImageId: edit.keptImageId,
      rootImageId: edit.rootImageId,
      estimateUsd: 0,
    }
    await writer.insert(edits).values(row)
    await writer.insert(recipes).values({ editId: row.id, asked: recipeOf(request, edit) })
    await parts.enqueue(writer, [{ batchId: row.batchId, provider: 'local' }])
    return { runId, edits: await tellAbout(writer, [row]) }
  })
}

const titleOf = ({ ontoRoot }: CompositeRequest) => (ontoRoot ? ONTO_ROOT_TITLE : COMPOSITE_TITLE)

type Result = { id: string; keptImageId: string; outputImageId: string; rootImageId: string | null }

async function requireResult(
  writer: Writer,
  { editId, projectId, ontoRoot }: CompositeRequest,
): Promise<Result> {
  const [edit] = await writer
    .select()
    .from(edits)
    .where(and(eq(edits.id, editId), eq(edits.projectId, projectId), isNull(edits.deletedAt)))
  if (!edit?.outputImageId) throw new AppError('not_found')
  const keptImageId = ontoRoot ? edit.rootImageId : edit.inputImageId
  if (!keptImageId)
    throw new AppError('input_missing', 'This picture was made without a photo: there is nothing to keep.')
  const { id, outputImageId, rootImageId } = edit
  return { id, keptImageId, outputImageId, rootImageId }
}

async function requireImage(writer: Writer, id: string | null): Promise<void> {
  if (id === null) return
  const [image] = await writer.select({ id: images.id }).from(images).where(eq(images.id, id))
  if (!image) throw new AppError('not_found')
}

/** Its inputs are, in this order: the original, the result, and the mask if one was painted. */
function recipeOf(request: CompositeRequest, edit: Result): Recipe {
  const { maskImageId, featherPx, matchColour } = request
  return {
    version: RECIPE_VERSION,
    prompt: titleOf(request),
    modelId: COMPOSITE_MODEL_ID,
    inputs: [
      { imageId: edit.keptImageId, name: 'original' },
      { imageId: edit.outputImageId, name: 'result' },
      ...(maskImageId ? [{ imageId: maskImageId, name: 'mask' }] : []),
    ],
    settings: { advanced: { matchColour, ...(featherPx !== null && { featherPx }) } },
  }
}
