import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, roots } from '@/lib/db/schema'
import { readEditViews } from '@/lib/edits/edit-views.server'
import { readRootViews } from '@/lib/edits/root-records.server'
import type { NodeRef, NodeView } from '@/lib/edits/view'
import { editIdsOf, rootIdsOf } from '@/lib/history/node-records.server'

type Reader = Pick<Records, 'select' | 'execute'>

/** The nodes that are named, as far as they are there. */
export async function readNodes(db: Reader, projectId: string, refs: NodeRef[]): Promise<NodeView[]> {
  const editIds = editIdsOf(refs)
  const imageIds = rootIdsOf(refs)
  const ofRoots = and(
    eq(roots.projectId, projectId),
    isNull(roots.deletedAt),
    inArray(roots.imageId, imageIds),
  )
  const ofEdits = and(eq(edits.projectId, projectId), isNull(edits.deletedAt), inArray(edits.id, editIds))
  return [
    ...(imageIds.length > 0 ? await readRootViews(db, ofRoots) : []),
    ...(editIds.length > 0 ? await readEditViews(db, ofEdits) : []),
  ]
}

/**
 * The nodes that are named with all that the stage needs beside them: the other results of their runs, and the branch
 * of each of these up to its upload.
 */
export async function readSurroundings(db: Reader, projectId: string, refs: NodeRef[]): Promise<NodeView[]> {
  const ids = sql.param(editIdsOf(refs))
  const found = await db.execute<{ id: string; input: string | null; root: string | null }>(sql`
    with recursive branch as (
      select id, parent_edit_id, input_image_id, root_image_id from edits
      where project_id = ${projectId} and deleted_at is null
        and run_id in (select run_id from edits where id = any(${ids}::uuid[]))
      union
      select edits.id, edits.parent_edit_id, edits.input_image_id, edits.root_image_id
      from edits join branch on edits.id = branch.parent_edit_id
      where edits.project_id = ${projectId} and edits.deleted_at is null
    ) select id, input_image_id as input, root_image_id as root from branch`)
  const imageIds = new Set([
    ...rootIdsOf(refs),
    ...found.rows.flatMap(({ input, root }) => [input, root].filter((id) => id !== null)),
  ])
  return readNodes(db, projectId, [
    ...found.rows.map(({ id }): NodeRef => ({ kind: 'edit', id })),
    ...[...imageIds].map((imageId): NodeRef => ({ kind: 'root', imageId })),
  ])
}
