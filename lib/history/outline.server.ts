import 'server-only'
import { sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import type { OutlineReply } from '@/lib/history/outline-reply'

type EditRow = {
  id: string
  parent: string | null
  input: string | null
  root: string | null
  at: number
  position: number
}
type RootRow = { id: string; at: number }

/** Where every node of a project stands in its tree, in no order. Plain SQL: ten thousand rows pass through no mapper. */
export async function readOutline(db: Pick<Records, 'execute'>, projectId: string): Promise<OutlineReply> {
  const edits = await db.execute<EditRow>(sql`
    select id, parent_edit_id as parent, input_image_id as input, root_image_id as root,
      floor(extract(epoch from created_at) * 1000)::float8 as at, position
    from edits where project_id = ${projectId} and deleted_at is null`)
  const roots = await db.execute<RootRow>(sql`
    select image_id as id, floor(extract(epoch from created_at) * 1000)::float8 as at
    from roots where project_id = ${projectId} and deleted_at is null`)
  const placeOfEdit = new Map(edits.rows.map(({ id }, index) => [id, index]))
  const placeOfRoot = new Map(roots.rows.map(({ id }, index) => [id, edits.rows.length + index]))
  const findPlace = ({ parent, input, root }: EditRow) =>
    placeOfEdit.get(parent ?? '') ?? placeOfRoot.get(input ?? '') ?? placeOfRoot.get(root ?? '') ?? -1
  return {
    edits: edits.rows.map((row) => [row.id, findPlace(row), row.at, row.position]),
    roots: roots.rows.map(({ id, at }) => [id, at]),
  }
}
