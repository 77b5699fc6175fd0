import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { edits } from '@/lib/db/schema'
import { type EditRow, viewEdits } from '@/lib/edits/edit-views.server'
import { publish, type Writer } from '@/lib/edits/event-records.server'
import { type EditState, isSettled, statesBefore } from '@/lib/edits/state'
import type { EditView } from '@/lib/edits/view'

type Change = Partial<Omit<EditRow, 'id' | 'projectId' | 'runId' | 'state' | 'createdAt'>>

/** What a worker must still hold for its writes to count: it may have been overtaken. */
export type Claim = { workerId: string; number: number }

export type Chosen = { ids: string[]; claim?: Claim }

/**
 * Changes edits in the caller's transaction and tells the browsers. A worker that was overtaken holds a stale claim:
 * it changes nothing.
 * @returns the ids of the edits that were changed.
 */
export async function changeEdits(writer: Writer, chosen: Chosen, change: Change): Promise<string[]> {
  return write(writer, chosen, change, undefined)
}

/**
 * Moves edits to another state, by the one transition rule: those that may not go there are left as they are.
 * @returns the ids of the edits that were moved.
 */
export async function moveEdits(
  writer: Writer,
  chosen: Chosen,
  to: EditState,
  change: Change = {},
): Promise<string[]> {
  const finishedAt = isSettled(to) ? new Date() : null
  const settled = { progress: null, retryAt: null, finishedAt }
  return write(writer, chosen, { ...settled, ...change, state: to }, statesBefore(to))
}

async function write(
  writer: Writer,
  { ids, claim }: Chosen,
  change: Change & { state?: EditState },
  from: EditState[] | undefined,
): Promise<string[]> {
  if (ids.length === 0) return []
  const changed = await writer
    .update(edits)
    .set(change)
    .where(
      and(
        inArray(edits.id, ids),
        from && inArray(edits.state, from),
        claim && eq(edits.claim, claim.number),
        claim && eq(edits.workerId, claim.workerId),
      ),
    )
    .returning()
  await tellAbout(writer, changed)
  return changed.map((edit) => edit.id)
}

/** Tells the browsers of their projects what edits are now; what was deleted stays out of sight. */
export async function tellAbout(writer: Writer, changed: EditRow[]): Promise<EditView[]> {
  const views = await viewEdits(
    writer,
    changed.filter((edit) => edit.deletedAt === null),
  )
  for (const [projectId, ids] of groupByProject(changed))
    await publish(
      writer,
      projectId,
      views.filter((view) => ids.has(view.id)).map((node) => ({ type: 'node', node })),
    )
  return views
}

function groupByProject(changed: EditRow[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>()
  for (const { id, projectId } of changed) groups.set(projectId, (groups.get(projectId) ?? new Set()).add(id))
  return groups
}
