import * as z from 'zod'
import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { nodeRefSchema } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import { refOfKey } from '@/lib/history/node-key'
import { readNodes, readSurroundings } from '@/lib/history/outline/surroundings.server'

export const dynamic = 'force-dynamic'

const refsSchema = z.array(nodeRefSchema).min(1).max(100)

/**
 * `GET /api/projects/ID/nodes?key=edit:…&key=root:…`: these nodes. With `&surroundings=yes` also the other results of
 * their runs and the branches on which all of them stand.
 */
export const GET = reading<{ projectId: string }>(async (request, { database }, params) => {
  const { searchParams } = new URL(request.url)
  const refs = refsSchema.safeParse(searchParams.getAll('key').map(refOfKey))
  if (!refs.success) throw new AppError('bad_request')
  const read = searchParams.has('surroundings') ? readSurroundings : readNodes
  return Response.json({ nodes: await read(database.db, requireProjectId(params), refs.data) })
})
