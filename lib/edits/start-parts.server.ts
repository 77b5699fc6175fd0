import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { edits } from '@/lib/db/schema'
import { insertComposed, requireImage } from '@/lib/edits/composed-edit.server'
import type { Writer } from '@/lib/edits/event-records.server'
import type { PartsRequest } from '@/lib/edits/parts-request'
import { RECIPE_VERSION, type Recipe } from '@/lib/edits/recipe'
import type { StartedRun } from '@/lib/edits/run-records.server'
import type { StartRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'
import { PARTS } from '@/lib/models/cards/composed'

export const PARTS_MODEL_ID = PARTS.id
const TITLE = 'Best parts'

/**
 * Puts areas of several results together over their original, as a new node of the tree beside them. The same client
 * key twice is the same run.
 * @throws AppError `not_found` for an edit without a picture; `bad_request` when one was not made from the original.
 */
export async function startParts(parts: StartRun, request: PartsRequest): Promise<StartedRun> {
  return parts.db.transaction(async (writer) => {
    const results = await requireResults(writer, request)
    await requireImage(writer, request.labelsImageId)
    return insertComposed(writer, parts, request, {
      parentEditId: commonParent(results, request.originalImageId),
      inputImageId: request.originalImageId,
      rootImageId: results[0]!.rootImageId,
      recipe: recipeOf(request, results),
    })
  })
}

type Result = typeof edits.$inferSelect & { outputImageId: string }

/** In the order in which they were asked for. */
async function requireResults(
  writer: Writer,
  { projectId, editIds, originalImageId }: PartsRequest,
): Promise<Result[]> {
  const found = await writer
    .select()
    .from(edits)
    .where(and(inArray(edits.id, editIds), eq(edits.projectId, projectId), isNull(edits.deletedAt)))
  return editIds.map((id) => {
    const edit = found.find((each) => each.id === id)
    if (!edit?.outputImageId) throw new AppError('not_found')
    if (edit.inputImageId !== originalImageId && edit.rootImageId !== originalImageId)
      throw new AppError('bad_request', 'These results were not made from the same picture.')
    return { ...edit, outputImageId: edit.outputImageId }
  })
}

/** Beside its sources: under what made their original, when that is the same edit for all. */
function commonParent(results: Result[], originalImageId: string): string | null {
  const [first] = results
  const isShared = results.every(
    ({ parentEditId, inputImageId }) =>
      parentEditId === first!.parentEditId && inputImageId === originalImageId,
  )
  return isShared ? first!.parentEditId : null
}

/** Its inputs are, in this order: the original, the results, and the labels that say what is taken from which. */
function recipeOf(request: PartsRequest, results: Result[]): Recipe {
  const { originalImageId, labelsImageId, featherPx, matchColour } = request
  return {
    version: RECIPE_VERSION,
    prompt: TITLE,
    modelId: PARTS_MODEL_ID,
    inputs: [
      { imageId: originalImageId, name: 'original' },
      ...results.map(({ outputImageId, prompt }, index) => ({
        imageId: outputImageId,
        name: `result ${index + 1}: ${prompt}`.slice(0, 255),
      })),
      { imageId: labelsImageId, name: 'labels' },
    ],
    settings: { advanced: { matchColour, ...(featherPx !== null && { featherPx }) } },
  }
}
