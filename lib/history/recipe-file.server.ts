import 'server-only'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Records } from '@/lib/db/connection.server'
import { edits, projects } from '@/lib/db/schema'
import { readRecipe } from '@/lib/edits/recipe-records.server'
import { AppError } from '@/lib/errors'
import { fromRecipeText, type RecipeFile, type RecipeOrigin, toRecipeText } from '@/lib/history/recipe-file'

const engineVersionSchema = z.string().optional().catch(undefined)

/**
 * The recipe of an edit as it travels in its picture.
 * @throws AppError `not_found` when the edit is gone or did not make this image.
 */
export async function readRecipeText(
  db: Pick<Records, 'select'>,
  editId: string,
  imageId: string,
): Promise<string> {
  const [edit] = await db
    .select({ seed: edits.seed })
    .from(edits)
    .where(and(eq(edits.id, editId), eq(edits.outputImageId, imageId)))
  if (!edit) throw new AppError('not_found')
  const { asked, answered } = await readRecipe(db, editId)
  const engineVersion = asked.engineVersion ?? engineVersionSchema.parse(answered?.engine)
  return toRecipeText(asked, { imageId, seed: edit.seed, engineVersion })
}

/**
 * Reads the recipe that a picture brought along and looks for the edit that made it, in this project first.
 * @throws AppError `recipe_unreadable`
 */
export async function openRecipeText(
  db: Pick<Records, 'select'>,
  projectId: string,
  text: string,
): Promise<{ file: RecipeFile; origin: RecipeOrigin | null }> {
  const file = fromRecipeText(text)
  if (!file) throw new AppError('recipe_unreadable')
  const [origin] = await db
    .select({ projectId: edits.projectId, editId: edits.id })
    .from(edits)
    .innerJoin(projects, eq(projects.id, edits.projectId))
    .where(and(eq(edits.outputImageId, file.imageId), isNull(edits.deletedAt), isNull(projects.deletedAt)))
    .orderBy(sql`${edits.projectId} <> ${projectId}`, desc(edits.createdAt))
    .limit(1)
  return { file, origin: origin ?? null }
}
