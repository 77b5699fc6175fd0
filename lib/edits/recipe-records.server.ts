import 'server-only'
import { eq } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { recipes } from '@/lib/db/schema'
import { type RecipeView, recipeViewSchema } from '@/lib/edits/recipe'
import { AppError } from '@/lib/errors'

/** A recipe as asked, as sent, as answered. @throws AppError `not_found`. */
export async function readRecipe(db: Pick<Records, 'select'>, editId: string): Promise<RecipeView> {
  const [row] = await db.select().from(recipes).where(eq(recipes.editId, editId))
  if (!row) throw new AppError('not_found')
  return recipeViewSchema.parse({ asked: row.asked, sent: row.sent, answered: row.answered })
}
