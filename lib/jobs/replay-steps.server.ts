import 'server-only'
import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Records } from '@/lib/db/connection.server'
import { edits, images, recipes } from '@/lib/db/schema'
import { changeEdits, moveEdits } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import { type Recipe, recipeSchema } from '@/lib/edits/recipe'
import { COMPOSITE_MODEL_ID } from '@/lib/edits/start-composite.server'
import { withPrimary } from '@/lib/edits/start-replay.server'
import type { Failure } from '@/lib/edits/view'
import { messageOf } from '@/lib/errors'
import { enqueueBatch } from '@/lib/jobs/queue.server'
import { providerOf } from '@/lib/models/card'

type Edit = typeof edits.$inferSelect

const OTHER_SIZE = 'The mask of this step was painted for another size: everything that changed is taken.'
const UNFIT_SELECTION = 'The selection of this step was made on a photo of another size.'

/**
 * Starts the steps of replays whose step before has succeeded, and ends those whose step before has not. Nothing is
 * remembered but in the records: whoever calls this next goes on, also after a crash.
 */
export async function advanceSteps(db: Records): Promise<void> {
  let haveEnded = true
  // A step that is ended here ends the one that waits for it, and so on to the end of its line.
  while (haveEnded) haveEnded = await db.transaction(advanceOnce)
}

async function advanceOnce(writer: Writer): Promise<boolean> {
  const before = alias(edits, 'before')
  const ready = await writer
    .select({ edit: edits, before, asked: recipes.asked })
    .from(edits)
    .leftJoin(before, eq(before.id, edits.waitsFor))
    .innerJoin(recipes, eq(recipes.editId, edits.id))
    .where(
      and(
        isNotNull(edits.waitsFor),
        eq(edits.state, 'queued'),
        isNull(edits.deletedAt),
        or(isNull(before.id), isNotNull(before.finishedAt)),
      ),
    )
    .orderBy(edits.id)
    .for('update', { of: edits, skipLocked: true })
  let haveEnded = false
  for (const { edit, before: step, asked } of ready) {
    const done = step?.state === 'succeeded' && step.outputImageId !== null ? step : undefined
    const isStarted = done !== undefined && (await startStep(writer, edit, done, recipeSchema.parse(asked)))
    haveEnded ||= !isStarted
    if (!done) await end(writer, edit, messageOf('step_before_failed'))
  }
  return haveEnded
}

/** Answers whether it could be started. */
async function startStep(writer: Writer, edit: Edit, before: Edit, asked: Recipe): Promise<boolean> {
  const isComposite = edit.modelId === COMPOSITE_MODEL_ID
  const taken = isComposite ? before.inputImageId! : before.outputImageId!
  const isSameSize = await areSameSize(writer, asked.inputs[0]?.imageId, taken)
  if (asked.selection && !isSameSize) {
    await end(writer, edit, UNFIT_SELECTION)
    return false
  }
  const recipe = isComposite
    ? compositeRecipe(asked, before, isSameSize)
    : withPrimary(asked, { imageId: taken, name: before.prompt.slice(0, 255) })
  const isMaskLeft = asked.inputs.length > recipe.inputs.length
  await writer.update(recipes).set({ asked: recipe }).where(eq(recipes.editId, edit.id))
  await changeEdits(
    writer,
    { ids: [edit.id] },
    { waitsFor: null, inputImageId: taken, ...(isMaskLeft && { notes: [OTHER_SIZE] }) },
  )
  await enqueueBatch(writer, { batchId: edit.batchId, provider: providerOf(edit.modelId) })
  return true
}

function compositeRecipe(asked: Recipe, before: Edit, isSameSize: boolean): Recipe {
  const [original, result] = [before.inputImageId!, before.outputImageId!]
  return {
    ...asked,
    inputs: [
      { imageId: original, name: 'original' },
      { imageId: result, name: 'result' },
      ...(isSameSize ? asked.inputs.slice(2) : []),
    ],
  }
}

async function areSameSize(writer: Writer, a: string | undefined, b: string): Promise<boolean> {
  const found = await writer
    .select({ id: images.id, width: images.width, height: images.height })
    .from(images)
    .where(inArray(images.id, a ? [a, b] : [b]))
  return new Set(found.map(({ width, height }) => `${width}x${height}`)).size === 1
}

async function end(writer: Writer, { id }: Edit, message: string): Promise<void> {
  const failure: Failure = { code: 'step_before_failed', message, billed: 'no', hints: [] }
  await moveEdits(writer, { ids: [id] }, 'failed', { failure })
}
