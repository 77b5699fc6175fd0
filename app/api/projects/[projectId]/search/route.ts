import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { isStorable } from '@/lib/db/storable'
import { AppError } from '@/lib/errors'
import { searchNodes } from '@/lib/history/search/search.server'
import { parseSearch } from '@/lib/history/search/search-address'
import { compositeCard } from '@/lib/models/cards/composite'
import { MODELS } from '@/lib/models/catalogue'

export const dynamic = 'force-dynamic'

/** Names are random: to pack them takes longer than to send them, and somebody is typing. */
const UNPACKED = { 'cache-control': 'no-cache, no-transform' }

/** `GET /api/projects/ID/search?text=…`: the names of the nodes that match, in the order that was asked for. */
export const GET = reading<{ projectId: string }>(async (request, { database }, params) => {
  const search = parseSearch(new URL(request.url).searchParams)
  if (!search || !isStorable(search)) throw new AppError('bad_request')
  const models = [...MODELS, compositeCard]
  const keys = await searchNodes(database.db, requireProjectId(params), search, models)
  return Response.json({ keys }, { headers: UNPACKED })
})
