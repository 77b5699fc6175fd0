import 'server-only'
import { randomInt, randomUUID } from 'node:crypto'
import type { Records } from '@/lib/db/connection.server'
import { edits, recipes } from '@/lib/db/schema'
import { checkRun } from '@/lib/edits/check-run'
import { tellAbout } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { findMadeEdits, type MadeEdit } from '@/lib/edits/made-edits.server'
import { RECIPE_VERSION, type Recipe } from '@/lib/edits/recipe'
import { ensureRoots } from '@/lib/edits/root-records.server'
import { checkInputs, readRoots } from '@/lib/edits/run-inputs.server'
import { estimateRun, isSweep, type PlannedEdit, planEdits } from '@/lib/edits/run-plan'
import { insertRun, readRun, type StartedRun } from '@/lib/edits/run-records.server'
import type { RunRequest } from '@/lib/edits/run-request'
import { checkSelection, toRecipeSelection } from '@/lib/edits/selection-records.server'
import { checkSpending } from '@/lib/edits/spending.server'
import { AppError } from '@/lib/errors'
import type { Size } from '@/lib/images/raster'
import type { Availabilities } from '@/lib/models/availability'
import { type ModelCard, providerOf } from '@/lib/models/card'

/** One request to a provider, to be put in the queue in the same transaction as its edits. */
export type Batch = { batchId: string; provider: ModelCard['provider'] }

export type StartRun = {
  db: Records
  findModel(id: string): ModelCard | undefined
  availability(): Promise<Availabilities>
  /** What may be spent on one day, in US dollars; undefined = no limit. */
  dailyLimitUsd?: number
  enqueue(writer: Writer, batches: Batch[]): Promise<void>
  /** Has a result that was taken over measured against its input. */
  measure(writer: Writer, editId: string): Promise<void>
}

/**
 * Writes a run with its edits and puts their batches in the queue, all in one transaction. The same client key twice
 * is the same run. Cells of a sweep that were made before with the same recipe are not made again.
 * @param replayOf the edit whose recipe is done again as it was
 * @throws AppError with the code of the first problem that `checkRun` finds; `not_found` for a foreign project or image.
 */
export async function startRun(
  parts: StartRun,
  request: RunRequest,
  replayOf: string | null = null,
): Promise<StartedRun> {
  const cards = request.modelIds.map((id) => requireModel(parts, id))
  const [problem] = checkRun(request, cards, await parts.availability())
  if (problem) throw new AppError(problem.code, problem.message)
  const planned = planEdits(withSharedSeed(request, cards), cards)
  return parts.db.transaction(async (writer) => {
    const runId = await insertRun(writer, request)
    if (!runId) return readRun(writer, request)
    await checkInputs(writer, request)
    const picture = await checkSelection(writer, request)
    const asked = await matchMade(writer, request, planned, picture)
    const fresh = asked.filter(({ made }) => !made)
    await checkSpending(writer, parts.dailyLimitUsd, estimateRun(fresh).knownUsd)
    await ensureRoots(writer, request.projectId, request.inputs)
    const inserted = await insertEdits(writer, request, runId, asked, replayOf)
    await parts.enqueue(writer, batchesOf(inserted))
    for (const { id, state } of inserted) if (state === 'succeeded') await parts.measure(writer, id)
    return { runId, edits: await tellAbout(writer, inserted) }
  })
}

function requireModel(parts: StartRun, id: string): ModelCard {
  const card = parts.findModel(id)
  if (!card) throw new AppError('model_unavailable')
  return card
}

/** An edit with its recipe and, in a sweep, the result of the project that has the same one. */
type AskedEdit = PlannedEdit & { recipe: Recipe; made?: MadeEdit }

async function matchMade(
  writer: Writer,
  request: RunRequest,
  planned: PlannedEdit[],
  picture: Size | undefined,
): Promise<AskedEdit[]> {
  const asked = planned.map((edit) => ({ ...edit, recipe: toRecipe(edit, picture) }))
  if (!isSweep(request)) return asked
  const recipes = asked.map(({ recipe }) => recipe)
  const takeMade = await findMadeEdits(writer, request.projectId, recipes)
  return asked.map((edit) => ({ ...edit, made: takeMade(edit.recipe) }))
}

function toRecipe(planned: PlannedEdit, picture: Size | undefined): Recipe {
  const { card, inputs, settings } = planned
  const seed = settings.seed ?? drawSeed([card])
  return {
    version: RECIPE_VERSION,
    prompt: planned.prompt.trim(),
    modelId: card.id,
    inputs: inputs.map(({ imageId, name }) => ({ imageId, name })),
    settings: seed === undefined ? settings : { ...settings, seed },
    ...(planned.selection && picture && { selection: toRecipeSelection(planned.selection, card, picture) }),
  }
}

async function insertEdits(
  writer: Writer,
  request: RunRequest,
  runId: string,
  asked: AskedEdit[],
  replayOf: string | null,
) {
  const rootOf = await readRoots(writer, request.inputs)
  const batchIds = new Map<number, string>()
  const rows = asked.map(({ card, batch, inputs, cell, recipe, made }, position) => {
    const primary = inputs[0]
    if (!batchIds.has(batch)) batchIds.set(batch, randomUUID())
    const row = {
      id: randomUUID(),
      projectId: request.projectId,
      runId,
      batchId: batchIds.get(batch)!,
      position,
      cell: cell ?? null,
      modelId: card.id,
      prompt: recipe.prompt,
      state: 'queued',
      parentEditId: primary?.editId ?? null,
      inputImageId: primary?.imageId ?? null,
      rootImageId: primary ? rootOf(primary) : null,
      seed: recipe.settings.seed ?? null,
      estimateUsd: card.priceUsd ?? null,
      replayOf,
      ...(made && taken(made)),
    }
    return { row, made, recipe }
  })
  const inserted = await writer
    .insert(edits)
    .values(rows.map(({ row }) => row))
    .returning()
  await writer.insert(recipes).values(
    rows.map(({ row, recipe, made }) => ({
      editId: row.id,
      asked: recipe,
      answered: made && { ...made.answered, reusedFrom: made.id },
    })),
  )
  return inserted
}

/** No part of any request, and nothing to pay. */
function taken({ imageId, seed }: MadeEdit) {
  const now = new Date()
  return {
    batchId: randomUUID(),
    state: 'succeeded',
    outputImageId: imageId,
    seed,
    estimateUsd: 0,
    costUsd: 0,
    startedAt: now,
    finishedAt: now,
  }
}

/** Along swept guidances a random seed is drawn once, so that nothing but the guidance differs. */
function withSharedSeed(request: RunRequest, cards: readonly ModelCard[]): RunRequest {
  const { settings, sweep } = request
  if (!sweep.guidance?.length || sweep.seed?.length || settings.seed !== null) return request
  return { ...request, settings: { ...settings, seed: drawSeed(cards) ?? null } }
}

/** A random seed, which all of the models take, is drawn here, recorded, and sent: so that the edit can be done again. */
function drawSeed(cards: readonly ModelCard[]): number | undefined {
  const controls = cards.flatMap((card) => card.settings.seed ?? [])
  if (controls.length === 0) return undefined
  const min = Math.max(...controls.map((control) => control.min))
  const max = Math.min(...controls.map((control) => control.max), 2 ** 31 - 1)
  return randomInt(min, max + 1)
}

function batchesOf(rows: { batchId: string; modelId: string; state: string }[]): Batch[] {
  const batches = new Map<string, Batch>()
  for (const { batchId, modelId, state } of rows)
    if (state === 'queued') batches.set(batchId, { batchId, provider: providerOf(modelId) })
  return [...batches.values()]
}
