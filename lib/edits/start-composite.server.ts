import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { edits } from '@/lib/db/schema'
import { insertComposed, requireImage } from '@/lib/edits/composed-edit.server'
import type { CompositeRequest } from '@/lib/edits/composite-request'
import type { Writer } from '@/lib/edits/event-records.server'
import { RECIPE_VERSION, type Recipe } from '@/lib/edits/recipe'
import type { StartedRun } from '@/lib/edits/run-records.server'
import type { StartRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'
import { COMPOSITE } from '@/lib/models/cards/composed'

export const COMPOSITE_MODEL_ID = COMPOSITE.id
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
    if (request.maskImageId) await requireImage(writer, request.maskImageId)
    return insertComposed(writer, parts, request, {
      parentEditId: edit.id,
      inputImageId: edit.keptImageId,
      rootImageId: edit.rootImageId,
      recipe: recipeOf(request, edit),
    })
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
