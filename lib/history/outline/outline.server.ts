import 'server-only'
import { sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import type { OutlineReply } from '@/lib/history/outline/outline-reply'

/** A project a column at a time, those of the edits all in the same order; null stands for an empty one. */
type Columns = {
  roots: [imageId: string, atUs: number][] | null
  ids: string[] | null
  parentIds: (string | null)[] | null
  /** Which of the roots the primary input is, or else the one at the top of the branch. */
  rootPlaces: (number | null)[] | null
  atUs: number[] | null
  positions: number[] | null
}

/** Whole microseconds, as PostgreSQL counts them: of fractions the one or the other would round to another millisecond. */
const createdAtUs = sql`(date_part('epoch', created_at) * 1000000)::int8`
const toMs = (us: number): number => Math.floor(us / 1000)

/**
 * Where every node of a project stands in its tree, in no order. Ten thousand edits come as one row of columns: to take
 * as many rows apart would cost more than to read them.
 */
export async function readOutline(db: Pick<Records, 'execute'>, projectId: string): Promise<OutlineReply> {
  const { rows } = await db.execute<Columns>(sql`
    with photos as (
      select image_id, ${createdAtUs} as at_us, row_number() over () - 1 as place
      from roots where project_id = ${projectId} and deleted_at is null
    )
    select (select json_agg(json_build_array(image_id, at_us) order by place) from photos) as roots,
      json_agg(id) as ids, json_agg(parent_edit_id) as "parentIds",
      json_agg(coalesce(inputs.place, tops.place)) as "rootPlaces",
      json_agg(${createdAtUs}) as "atUs", json_agg(position) as positions
    from edits
      left join photos as inputs on inputs.image_id = input_image_id
      left join photos as tops on tops.image_id = root_image_id
    where project_id = ${projectId} and deleted_at is null`)
  return toReply(rows[0]!)
}

function toReply({ roots, ids, parentIds, rootPlaces, atUs, positions }: Columns): OutlineReply {
  const edits = ids ?? []
  const placeOfEdit = new Map(edits.map((id, index) => [id, index]))
  const placeOfRoot = (place: number | null) => (place === null ? -1 : edits.length + place)
  return {
    edits: edits.map((id, index) => [
      id,
      placeOfEdit.get(parentIds![index] ?? '') ?? placeOfRoot(rootPlaces![index]!),
      toMs(atUs![index]!),
      positions![index]!,
    ]),
    roots: (roots ?? []).map(([imageId, at]) => [imageId, toMs(at)]),
  }
}
