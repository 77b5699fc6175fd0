import 'server-only'
import { and, asc, eq, gt, lt, max, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Records } from '@/lib/db/connection.server'
import { events } from '@/lib/db/schema'
import { type StudioEvent, studioEventSchema } from '@/lib/edits/event'

/** The NOTIFY channel; its payload is the id of the project in which something happened. */
export const EVENTS_CHANNEL = 'afterimage_events'

/** How long a browser may be away and still resume without reading everything again. */
const KEPT = sql`interval '1 day'`

type Transaction = Parameters<Parameters<Records['transaction']>[0]>[0]

/**
 * A transaction, never the records themselves (`rollback` tells them apart): a change and its event are there together,
 * and the lock on the order of the events lasts until both are.
 */
export type Writer = Pick<Transaction, 'insert' | 'update' | 'delete' | 'select' | 'execute' | 'rollback'>

/**
 * Writes events in the caller's transaction and tells all web processes when it commits. The lock lets the events of
 * one project commit in the order of their ids: a browser that resumes after id N has then seen everything up to N.
 */
export async function publish(writer: Writer, projectId: string, bodies: StudioEvent[]): Promise<void> {
  if (bodies.length === 0) return
  await writer.execute(sql`
    with ordered as materialized (select pg_advisory_xact_lock(hashtextextended(${projectId}, 0)))
    insert into ${events} (project_id, body)
    select ${projectId}, told.body
    from ordered, jsonb_array_elements(${JSON.stringify(bodies)}) with ordinality as told (body, place)
    order by told.place
    returning pg_notify(${EVENTS_CHANNEL}, ${projectId})`)
}

export type StoredEvent = { id: number; body: StudioEvent }

/** The events of a project after an id, oldest first. */
export async function readEvents(
  db: Records,
  projectId: string,
  afterId: number,
  limit = 500,
): Promise<StoredEvent[]> {
  const rows = await db
    .select({ id: events.id, body: events.body })
    .from(events)
    .where(and(eq(events.projectId, projectId), gt(events.id, afterId)))
    .orderBy(asc(events.id))
    .limit(limit)
  return rows.map(({ id, body }) => ({ id, body: studioEventSchema.parse(body) }))
}

/** True when everything after `afterId` is still kept, so that a browser may resume there. */
export async function canResume(db: Records, projectId: string, afterId: number): Promise<boolean> {
  const [row] = await db
    .select({ oldest: sql<string | null>`min(${events.id})`, newest: sql<string | null>`max(${events.id})` })
    .from(events)
    .where(eq(events.projectId, projectId))
  if (!row?.newest) return afterId === 0
  return afterId <= Number(row.newest) && afterId >= Number(row.oldest) - 1
}

export async function latestEventId(db: Pick<Records, 'select'>, projectId: string): Promise<number> {
  const [row] = await db
    .select({ id: sql<string | null>`max(${events.id})` })
    .from(events)
    .where(eq(events.projectId, projectId))
  return Number(row?.id ?? 0)
}

/** The newest of each project stays: it tells whether anything has changed since. */
export async function pruneEvents(db: Records): Promise<void> {
  const newer = alias(events, 'newer')
  const newest = db
    .select({ id: max(newer.id) })
    .from(newer)
    .where(eq(newer.projectId, events.projectId))
  await db
    .delete(events)
    .where(and(lt(events.createdAt, sql`now() - ${KEPT}`), lt(events.id, sql`(${newest})`)))
}
