import * as z from 'zod'
import { reading } from '@/app/api/handle'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { MAP_KINDS, mapKey } from '@/lib/edits/map-key'
import { AppError } from '@/lib/errors'

export const dynamic = 'force-dynamic'

const paramsSchema = z.object({ editId: z.uuid(), map: z.enum(MAP_KINDS) })

/**
 * `GET /api/edits/ID/changes` and `/regions`: grey PNGs that lie over the preview of the original. In `changes` a value
 * is an OKLab distance, in `regions` the number of the report's region. `/mask`: what a composite took from the result.
 */
export const GET = reading<{ editId: string; map: string }>(async (request, { storage }, params) => {
  const parsed = paramsSchema.safeParse(params)
  if (!parsed.success) throw new AppError('not_found')
  const { body, sizeBytes } = await storage.get(request.signal, mapKey(parsed.data.editId, parsed.data.map))
  return new Response(body, {
    headers: {
      ...SAFE_HEADERS,
      'content-type': 'image/png',
      'content-length': String(sizeBytes),
      'cache-control': 'private, max-age=31536000, immutable',
    },
  })
})
