import 'server-only'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import * as z from 'zod'
import type { Records } from '@/lib/db/connection.server'
import { edits, recipes } from '@/lib/db/schema'
import { type Recipe, recipeSchema } from '@/lib/edits/recipe'
import { ENGINE_VERSION } from '@/lib/engine/version'

/** A result of the project that can stand for another edit with the same recipe. */
export type MadeEdit = { id: string; imageId: string; seed: number | null; answered: Record<string, unknown> }

const answeredSchema = z.record(z.string(), z.unknown()).nullable()

/**
 * Takes results that were made before with the same prompt, images, model, settings and seed, and by the engine that
 * runs now. Each is given out once: edits that share one request share their recipe, but not their picture.
 */
export async function findMadeEdits(
  db: Pick<Records, 'select'>,
  projectId: string,
  asked: readonly Recipe[],
): Promise<(recipe: Recipe) => MadeEdit | undefined> {
  const made = new Map<string, MadeEdit[]>()
  const rows = await db
    .select({
      id: edits.id,
      imageId: edits.outputImageId,
      seed: edits.seed,
      asked: recipes.asked,
      answered: recipes.answered,
    })
    .from(edits)
    .innerJoin(recipes, eq(recipes.editId, edits.id))
    .where(
      and(
        eq(edits.projectId, projectId),
        eq(edits.state, 'succeeded'),
        isNull(edits.deletedAt),
        isNotNull(edits.outputImageId),
        inArray(edits.modelId, [...new Set(asked.map(({ modelId }) => modelId))]),
        inArray(edits.prompt, [...new Set(asked.map(({ prompt }) => prompt))]),
      ),
    )
    .orderBy(edits.createdAt, edits.position)
  for (const { id, imageId, seed, ...row } of rows) {
    const answered = answeredSchema.parse(row.answered) ?? {}
    if (!imageId || (answered.engine ?? ENGINE_VERSION) !== ENGINE_VERSION) continue
    const key = keyOf(recipeSchema.parse(row.asked))
    made.set(key, [...(made.get(key) ?? []), { id, imageId, seed, answered }])
  }
  return (recipe) => made.get(keyOf(recipe))?.shift()
}

/** Names of files and the order of keys make no other picture. */
function keyOf({ prompt, modelId, inputs, selection, settings: { advanced, ...settings } }: Recipe): string {
  const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    prompt,
    modelId,
    inputs.map(({ imageId }) => imageId),
    sorted(settings),
    sorted(advanced),
    selection && sorted(selection),
  ])
}
