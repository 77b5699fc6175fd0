import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, max } from 'drizzle-orm'
import { edits, recipes } from '@/lib/db/schema'
import { tellAbout } from '@/lib/edits/edit-records.server'
import type { Writer } from '@/lib/edits/event-records.server'
import type { Work } from '@/lib/jobs/claim.server'

/**
 * Makes room for pictures that came although they were not asked for: each becomes a further edit at the end of the
 * run, with the recipe of the batch, held by the same claim.
 * @param seeds one for each surplus picture
 * @returns none when this worker was overtaken: nobody would ever finish them.
 */
export async function insertFurtherEdits(
  writer: Writer,
  work: Work,
  seeds: (number | null)[],
): Promise<Work['edits']> {
  const { workerId, number } = work.claim
  const [first] = await writer
    .select()
    .from(edits)
    .where(and(eq(edits.id, work.edits[0]!.id), eq(edits.workerId, workerId), eq(edits.claim, number)))
  if (!first || seeds.length === 0) return []
  const [run] = await writer
    .select({ last: max(edits.position) })
    .from(edits)
    .where(eq(edits.runId, first.runId))
  const rows = seeds.map((seed, index) => ({
    ...first,
    createdAt: undefined,
    id: randomUUID(),
    position: (run?.last ?? 0) + 1 + index,
    state: 'fetching',
    failure: null,
    finishedAt: null,
    seed,
    title: null,
    starred: false,
    kept: false,
  }))
  const inserted = await writer.insert(edits).values(rows).returning()
  await writer.insert(recipes).values(rows.map(({ id }) => ({ editId: id, asked: work.recipe })))
  await tellAbout(writer, inserted)
  return rows.map(({ id, seed }) => ({ id, seed }))
}
