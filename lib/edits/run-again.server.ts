import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, runs } from '@/lib/db/schema'
import { compositeRequestSchema } from '@/lib/edits/composite-request'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { partsRequestSchema } from '@/lib/edits/parts-request'
import { escapePrompt } from '@/lib/edits/prompt-variables'
import { readRecipe } from '@/lib/edits/recipe-records.server'
import type { StartedRun } from '@/lib/edits/run-records.server'
import { type RunRequest, runRequestSchema } from '@/lib/edits/run-request'
import type { ChosenSelection, RecipeSelection } from '@/lib/edits/selection'
import { COMPOSITE_MODEL_ID, startComposite } from '@/lib/edits/start-composite.server'
import { PARTS_MODEL_ID, startParts } from '@/lib/edits/start-parts.server'
import { type StartRun, startRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'

/**
 * Starts a run of one edit with the recipe of another.
 * @param newSeed draws another seed instead of using the same one.
 * @throws AppError `not_found`, or what `startRun` throws.
 */
export async function runAgain(
  parts: StartRun,
  editId: string,
  clientKey: string,
  newSeed: boolean,
): Promise<StartedRun> {
  const [found] = await parts.db
    .select({ edit: edits, request: runs.request })
    .from(edits)
    .innerJoin(runs, eq(runs.id, edits.runId))
    .where(and(eq(edits.id, editId), isNull(edits.deletedAt)))
  if (!found) throw new AppError('not_found')
  const { edit } = found
  if (edit.modelId === COMPOSITE_MODEL_ID)
    return startComposite(parts, { ...compositeRequestSchema.parse(found.request), clientKey })
  if (edit.modelId === PARTS_MODEL_ID)
    return startParts(parts, { ...partsRequestSchema.parse(found.request), clientKey })
  const { asked } = await readRecipe(parts.db, editId)
  const madeBy = new Map([
    ...runRequestSchema.parse(found.request).inputs.map((input) => [input.imageId, input.editId] as const),
    ...(edit.inputImageId ? [[edit.inputImageId, edit.parentEditId] as const] : []),
  ])
  const makers = await listMakers(parts.db, edit.projectId, [...madeBy.values()])
  // What stayed in another project is a photo like any other here.
  const here = (id: string | null | undefined) => (id && makers.has(id) ? id : null)
  const { advanced, ...common } = asked.settings
  const request: RunRequest = {
    projectId: edit.projectId,
    clientKey,
    prompt: escapePrompt(asked.prompt),
    inputs: asked.inputs.map((input) => ({ ...input, editId: here(madeBy.get(input.imageId)) })),
    modelIds: [edit.modelId],
    settings: {
      ...DEFAULT_RUN_SETTINGS,
      ...common,
      seed: newSeed ? null : edit.seed,
      advanced: { [edit.modelId]: advanced },
    },
    inputMode: 'primary',
    sweep: {},
    ...(asked.selection &&
      asked.inputs[0] && { selection: chosenAgain(asked.selection, asked.inputs[0].imageId) }),
  }
  return startRun(parts, request, newSeed ? null : editId)
}

/** Those of the edits that are in the project. */
async function listMakers(
  db: Pick<Records, 'select'>,
  projectId: string,
  ids: (string | null)[],
): Promise<Set<string>> {
  const asked = ids.filter((id) => id !== null)
  if (asked.length === 0) return new Set()
  const found = await db
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.projectId, projectId), inArray(edits.id, asked)))
  return new Set(found.map(({ id }) => id))
}

/** What is sent of it is worked out anew, to the same. */
const chosenAgain = (
  { within: _within, picture: _picture, ...selection }: RecipeSelection,
  imageId: string,
): ChosenSelection => ({ ...selection, imageId })
