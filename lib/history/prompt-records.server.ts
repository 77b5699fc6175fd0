import 'server-only'
import { and, desc, eq, isNull, max } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits } from '@/lib/db/schema'

/** More than anybody walks through with the arrow key. */
const MOST_PROMPTS = 200

/** The prompts of a project, the latest first, each once. */
export async function readPrompts(db: Pick<Records, 'select'>, projectId: string): Promise<string[]> {
  const rows = await db
    .select({ prompt: edits.prompt })
    .from(edits)
    .where(and(eq(edits.projectId, projectId), isNull(edits.deletedAt)))
    .groupBy(edits.prompt)
    .orderBy(desc(max(edits.createdAt)))
    .limit(MOST_PROMPTS)
  return rows.map(({ prompt }) => prompt)
}
