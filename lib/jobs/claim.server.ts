import 'server-only'
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { attempts, edits, recipes } from '@/lib/db/schema'
import { type Claim, tellAbout } from '@/lib/edits/edit-records.server'
import { type Recipe, recipeSchema } from '@/lib/edits/recipe'

/** An attempt that another worker left behind, to be gone on with instead of sending anything again. */
export type Unfinished = typeof attempts.$inferSelect

/** A batch that this worker holds: the edits that one request serves, all of the same recipe but for the seed. */
export type Work = {
  batchId: string
  projectId: string
  modelId: string
  /** In the order of the run. */
  edits: { id: string; seed: number | null }[]
  recipe: Recipe
  claim: Claim
  unfinished: Unfinished | undefined
}

/** With an attempt that a vendor accepted or answered: whatever its edits were at when their worker left them. */
const RESUMABLE = ['queued', 'dispatching', 'polling', 'fetching', 'storing']

/**
 * Takes a batch. Its claim number goes up, so that a worker that held it before can write nothing more.
 * @returns undefined when there is nothing left to do: cancelled, done, held by another, or deleted before it was sent.
 */
export async function claimBatch(db: Records, workerId: string, batchId: string): Promise<Work | undefined> {
  return db.transaction(async (writer) => {
    const [unfinished] = await writer
      .select()
      .from(attempts)
      .where(and(eq(attempts.batchId, batchId), inArray(attempts.state, ['accepted', 'answered'])))
      .orderBy(desc(attempts.number))
      .limit(1)
    const rows = await writer
      .update(edits)
      .set({
        // What was accepted already keeps its state: it is asked for, never sent again.
        state: sql`case when ${edits.state} = 'queued' then 'preparing' else ${edits.state} end`,
        claim: sql`${edits.claim} + 1`,
        workerId,
        startedAt: sql`coalesce(${edits.startedAt}, now())`,
        failure: null,
      })
      .where(
        and(
          eq(edits.batchId, batchId),
          inArray(edits.state, unfinished ? RESUMABLE : ['queued']),
          isNull(edits.workerId),
          unfinished ? undefined : isNull(edits.deletedAt),
        ),
      )
      .returning()
    const [first] = rows
    if (!first) return undefined
    const [recipe] = await writer
      .select({ asked: recipes.asked })
      .from(recipes)
      .where(eq(recipes.editId, first.id))
    // Last, since other edits of the project wait from here until the end of the transaction.
    await tellAbout(writer, rows)
    return {
      batchId,
      projectId: first.projectId,
      modelId: first.modelId,
      edits: rows.toSorted((a, b) => a.position - b.position).map(({ id, seed }) => ({ id, seed })),
      recipe: recipeSchema.parse(recipe?.asked),
      claim: { workerId, number: first.claim },
      unfinished,
    }
  })
}
