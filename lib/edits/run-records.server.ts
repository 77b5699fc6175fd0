import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { edits, projects, runs } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import type { Writer } from '@/lib/edits/event-records.server'
import type { EditView } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'

export type StartedRun = { runId: string; edits: EditView[] }

type Request = { projectId: string; clientKey: string }

/**
 * Writes the run of one click; its project becomes the latest.
 * @returns undefined when this click was already taken.
 * @throws AppError `not_found` when the project does not exist or is deleted.
 */
export async function insertRun(writer: Writer, request: Request): Promise<string | undefined> {
  const { projectId, clientKey } = request
  const touched = await writer
    .update(projects)
    .set({ touchedAt: sql`now()` })
    .where(and(eq(projects.id, projectId), isNull(projects.deletedAt)))
    .returning({ id: projects.id })
  if (touched.length === 0) throw new AppError('not_found')
  const [run] = await writer
    .insert(runs)
    .values({ projectId, clientKey, request })
    .onConflictDoNothing()
    .returning({ id: runs.id })
  return run?.id
}

/**
 * The run that this click has started before.
 * @throws AppError `conflict` when its key then stood for something else.
 */
export async function readRun(writer: Writer, request: Request): Promise<StartedRun> {
  const [run] = await writer.select().from(runs).where(eq(runs.clientKey, request.clientKey))
  // Through JSON, as the record went: what is undefined is not there.
  if (!run || !isDeepStrictEqual(run.request, JSON.parse(JSON.stringify(request))))
    throw new AppError('conflict')
  return { runId: run.id, edits: await readEditViews(writer, eq(edits.runId, run.id)) }
}
