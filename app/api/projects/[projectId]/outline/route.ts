import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { readOutline } from '@/lib/history/outline.server'

export const dynamic = 'force-dynamic'

/** `GET /api/projects/ID/outline`: where every node of the tree stands (`lib/history/outline.ts`), without what it shows. */
export const GET = reading<{ projectId: string }>(async (_request, { database }, params) =>
  Response.json(await readOutline(database.db, requireProjectId(params))),
)
