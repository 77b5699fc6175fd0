import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { isStorable } from '@/lib/db/storable'
import { AppError } from '@/lib/errors'
import { searchNodes } from '@/lib/history/search.server'
import { parseSearch } from '@/lib/history/search-address'
import { compositeCard } from '@/lib/models/cards/composite'
import { MODELS } from '@/lib/models/catalogue'

export const dynamic = 'force-dynamic'

/** `GET /api/projects/ID/search?text=…`: the names of the nodes that match, in the order that was asked for. */
export const GET = reading<{ projectId: string }>(async (request, { database }, params) => {
  const search = parseSearch(new URL(request.url).searchParams)
  if (!search || !isStorable(search)) throw new AppError('bad_request')
  const models = [...MODELS, compositeCard]
  return Response.json({ keys: await searchNodes(database.db, requireProjectId(params), search, models) })
})
