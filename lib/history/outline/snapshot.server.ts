import 'server-only'
import { and, eq, isNull } from 'drizzle-orm'
import { type Records, SEES_ONE_MOMENT } from '@/lib/db/connection.server'
import { edits, roots } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import { latestEventId } from '@/lib/edits/event-records.server'
import { readRootViews } from '@/lib/edits/root-records.server'
import type { NodeView, StudioSnapshot } from '@/lib/edits/view'
import { readInputs } from '@/lib/history/input-records.server'
import { isLong, readExcerpt } from '@/lib/history/outline/excerpt.server'
import type { Outlines } from '@/lib/history/outline/outlines.server'
import { requireProject } from '@/lib/history/project-records.server'
import type { Availabilities } from '@/lib/models/availability'

/**
 * All that the studio shows of a project, as of one moment, with the id of the last event contained. Of a long history
 * only what is seen first: the rest is asked for by the browser.
 * @throws AppError `not_found`.
 */
export async function readSnapshot(
  { db, outlines }: { db: Records; outlines: Outlines },
  projectId: string,
  availability: Availabilities,
): Promise<StudioSnapshot> {
  return db.transaction(
    async (reader) => ({
      project: await requireProject(reader, projectId),
      lastEventId: await latestEventId(reader, projectId),
      inputs: await readInputs(reader, projectId),
      ...((await isLong(reader, projectId))
        ? await readExcerpt(reader, outlines, projectId)
        : { nodes: await readWhole(reader, projectId) }),
      availability,
    }),
    SEES_ONE_MOMENT,
  )
}

const readWhole = async (reader: Pick<Records, 'select'>, projectId: string): Promise<NodeView[]> => [
  ...(await readRootViews(reader, and(eq(roots.projectId, projectId), isNull(roots.deletedAt)))),
  ...(await readEditViews(reader, and(eq(edits.projectId, projectId), isNull(edits.deletedAt)))),
]
