import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { SEES_ONE_MOMENT } from '@/lib/db/connection.server'

export const dynamic = 'force-dynamic'

/** `GET /api/projects/ID/outline`: where every node of the tree stands (`lib/history/outline/outline.ts`), without what it shows. */
export const GET = reading<{ projectId: string }>(async (_request, { database, outlines }, params) => {
  const projectId = requireProjectId(params)
  const { reply } = await database.db.transaction(
    (reader) => outlines.read(reader, projectId),
    SEES_ONE_MOMENT,
  )
  return new Response(reply, { headers: { 'content-type': 'application/json' } })
})
