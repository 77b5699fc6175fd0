import { toByteStream } from '@/app/api/byte-stream'
import { disposition } from '@/app/api/disposition'
import { reading } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { openExport } from '@/lib/history/archive/export.server'

export const dynamic = 'force-dynamic'

/** `GET /api/projects/ID/export`: the whole project as a ZIP, written while it is sent. */
export const GET = reading<{ projectId: string }>(async (request, { database, storage }, params) => {
  const projectId = requireProjectId(params)
  const left = new AbortController()
  const signal = AbortSignal.any([request.signal, left.signal])
  const { name, sizeBytes, body } = await openExport(signal, { db: database.db, storage }, projectId)
  return new Response(
    toByteStream(body, () => left.abort()),
    {
      headers: {
        ...SAFE_HEADERS,
        'content-type': 'application/zip',
        'content-length': String(sizeBytes),
        'content-disposition': disposition(name, '.zip'),
        // `no-transform`: compressing pictures once more would cost seconds and win nothing.
        'cache-control': 'no-store, no-transform',
      },
    },
  )
})
