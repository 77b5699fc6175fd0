import 'server-only'
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { edits, recipes, runs } from '@/lib/db/schema'
import { DEFAULT_RUN_SETTINGS } from '@/lib/edits/default-settings'
import { tellAbout } from '@/lib/edits/edit-records.server'
import { readEditViews } from '@/lib/edits/edit-views.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { escapePrompt } from '@/lib/edits/prompt-variables'
import { type Recipe, recipeSchema } from '@/lib/edits/recipe'
import type { ReplayRequest } from '@/lib/edits/replay'
import { ensureRoots } from '@/lib/edits/root-records.server'
import { checkInputs, readRoots } from '@/lib/edits/run-inputs.server'
import { insertRun, type StartedRun } from '@/lib/edits/run-records.server'
import type { RunInput } from '@/lib/edits/run-request'
import { checkSpending } from '@/lib/edits/spending.server'
import { COMPOSITE_MODEL_ID } from '@/lib/edits/start-composite.server'
import type { StartRun } from '@/lib/edits/start-run.server'
import { AppError } from '@/lib/errors'
import type { ModelCard } from '@/lib/models/card'

/** A step to be done again. A composite takes more than the result before it. */
type Step = { id: string; card: ModelCard; seed: number | null; recipe: Recipe; isComposite: boolean }
type Row = typeof edits.$inferInsert & { id: string; projectId: string }
/** The edit on whose result a step is done. */
type Above = Pick<Row, 'id'>

/**
 * Writes a line of edits for each input: the recipes of the steps, each on the result of the one before. The first of
 * each line is queued; the others wait (`lib/jobs/replay-steps.server.ts`). The same client key twice is the same replay.
 * @throws AppError `conflict` when that key stood for something else, `not_found`, `model_unavailable`, `spend_limit_reached`, `bad_request` for a step that needs more
 * than one picture of its branch.
 */
export async function startReplay(parts: StartRun, request: ReplayRequest): Promise<StartedRun> {
  const availability = await parts.availability()
  return parts.db.transaction(async (writer) => {
    const [taken] = await writer.select().from(runs).where(eq(runs.clientKey, request.clientKey))
    if (taken) return readReplay(writer, taken, request)
    const steps = await readSteps(writer, parts, request)
    const missing = steps.find(
      ({ card, isComposite }) => !isComposite && availability[card.id]?.state !== 'ready',
    )
    if (missing) throw new AppError('model_unavailable', `${missing.card.name} cannot run now.`)
    await checkInputs(writer, request)
    const stands = steps[0]?.isComposite ? await requireMadeFromPhotos(writer, request.inputs) : []
    const known = steps.reduce((sum, { card }) => sum + (card.priceUsd ?? 0), 0)
    await checkSpending(writer, parts.dailyLimitUsd, known * request.inputs.length)
    await ensureRoots(writer, request.projectId, request.inputs)
    const { runId, rows, recipeRows, first } = await planLines(writer, request, steps, stands)
    const inserted = await writer.insert(edits).values(rows).returning()
    await writer.insert(recipes).values(recipeRows)
    await parts.enqueue(writer, first)
    const views = new Map((await tellAbout(writer, inserted)).map((view) => [view.id, view]))
    return { runId, edits: rows.flatMap(({ id }) => views.get(id) ?? []) }
  })
}

async function readReplay(
  writer: Writer,
  { id, request: stored }: typeof runs.$inferSelect,
  { projectId, inputs, editIds }: ReplayRequest,
): Promise<StartedRun> {
  const { projectId: inProject, inputs: on, replayed } = Object(stored)
  // Through JSON, as the record went: what is undefined is not there.
  const asked = JSON.parse(JSON.stringify([projectId, inputs, editIds]))
  if (!isDeepStrictEqual([inProject, on, replayed], asked)) throw new AppError('conflict')
  return { runId: id, edits: await readEditViews(writer, eq(edits.runId, id)) }
}

async function readSteps(
  writer: Writer,
  { findModel }: StartRun,
  { projectId, editIds }: ReplayRequest,
): Promise<Step[]> {
  const found = await writer
    .select({ id: edits.id, modelId: edits.modelId, seed: edits.seed, asked: recipes.asked })
    .from(edits)
    .innerJoin(recipes, eq(recipes.editId, edits.id))
    .where(and(eq(edits.projectId, projectId), inArray(edits.id, editIds), isNull(edits.deletedAt)))
  const steps = editIds.map((id) => {
    const row = found.find((other) => other.id === id)
    if (!row) throw new AppError('not_found')
    const card = findModel(row.modelId)
    if (!card) throw new AppError('model_unavailable')
    const isComposite = row.modelId === COMPOSITE_MODEL_ID
    const recipe = recipeSchema.parse(row.asked)
    if (!isComposite && recipe.inputs.length === 0)
      throw new AppError(
        'bad_request',
        'A step of this branch was made without a photo: it cannot be replayed on one.',
      )
    return { id, card, seed: row.seed, recipe, isComposite }
  })
  if (steps.some(({ card, isComposite }) => !isComposite && card.inputs.max === 0)) throw unfit()
  return steps
}

const unfit = () => new AppError('bad_request', 'A step of this branch cannot be done on another photo.')

/** The edits whose results a composite is to be made of, when it comes first: they know what they were made from. */
async function requireMadeFromPhotos(writer: Writer, inputs: RunInput[]): Promise<Above[]> {
  const ids = inputs.flatMap(({ editId }) => editId ?? [])
  if (ids.length < inputs.length) throw unfit()
  const found = await writer
    .select({ id: edits.id })
    .from(edits)
    .where(and(inArray(edits.id, ids), isNull(edits.deletedAt), isNotNull(edits.inputImageId)))
  if (found.length < new Set(ids).size) throw unfit()
  return ids.map((id) => ({ id }))
}

/** @param stands what the first step waits for in each line, when it is not the photo itself */
async function planLines(writer: Writer, request: ReplayRequest, steps: Step[], stands: Above[]) {
  const rootOf = await readRoots(writer, request.inputs)
  const rows: Row[] = []
  const recipeRows: { editId: string; asked: Recipe }[] = []
  const first: Parameters<StartRun['enqueue']>[1] = []
  let before: Above[] = stands
  let firstRunId: string | undefined
  for (const step of steps) {
    // The request of a composite names the edit above it, which is another one in each line.
    let runId: string | undefined
    const made: Row[] = []
    for (const [line, input] of request.inputs.entries()) {
      const above = before[line]
      if (runId === undefined || step.isComposite)
        runId = await insertRun(writer, requestOf(request, step, above, firstRunId === undefined))
      if (!runId) throw new AppError('conflict')
      firstRunId ??= runId
      const row = toRow(request, step, { input, above, runId, position: line, root: rootOf(input) })
      made.push(row)
      recipeRows.push({ editId: row.id, asked: above ? step.recipe : withPrimary(step.recipe, input) })
      if (!above) first.push({ batchId: row.batchId, provider: step.card.provider })
    }
    rows.push(...made)
    before = made
  }
  return { runId: firstRunId!, rows, recipeRows, first }
}

type Place = {
  input: RunInput
  above: Above | undefined
  runId: string
  position: number
  root: string | null
}

function toRow(
  { projectId }: ReplayRequest,
  step: Step,
  { input, above, runId, position, root }: Place,
): Row {
  return {
    id: randomUUID(),
    projectId,
    runId,
    batchId: randomUUID(),
    position,
    modelId: step.card.id,
    prompt: step.recipe.prompt,
    state: 'queued',
    parentEditId: above?.id ?? input.editId,
    inputImageId: above ? null : input.imageId,
    rootImageId: root,
    seed: step.seed,
    estimateUsd: step.card.priceUsd ?? null,
    waitsFor: above?.id ?? null,
    replayOf: step.id,
  }
}

/** The recipe on another primary input; further inputs stay as they are. */
export function withPrimary(recipe: Recipe, { imageId, name }: { imageId: string; name: string }): Recipe {
  return { ...recipe, inputs: [{ imageId, name }, ...recipe.inputs.slice(1)] }
}

/** What "Run again" reads of the run later; the first one also tells what was replayed. */
function requestOf(
  { projectId, clientKey, editIds, inputs }: ReplayRequest,
  { card, seed, recipe, isComposite }: Step,
  above: Above | undefined,
  isFirst: boolean,
) {
  const key = isFirst ? clientKey : randomUUID()
  const { advanced, ...common } = recipe.settings
  if (isComposite)
    return {
      projectId,
      clientKey: key,
      editId: above?.id,
      maskImageId: recipe.inputs[2]?.imageId ?? null,
      featherPx: typeof advanced.featherPx === 'number' ? advanced.featherPx : null,
      matchColour: advanced.matchColour === true,
      ...(isFirst && { inputs, replayed: editIds }),
    }
  return {
    projectId,
    clientKey: key,
    prompt: escapePrompt(recipe.prompt),
    inputs: above ? [] : inputs,
    modelIds: [card.id],
    settings: { ...DEFAULT_RUN_SETTINGS, ...common, seed, advanced: { [card.id]: advanced } },
    inputMode: 'each',
    sweep: {},
    ...(isFirst && { replayed: editIds }),
  }
}
