import { toByteStream } from '@/app/api/byte-stream'
import { disposition } from '@/app/api/disposition'
import { changing } from '@/app/api/handle'
import { requireProjectId } from '@/app/api/projects/[projectId]/project-id'
import { readSmallJson } from '@/app/api/small-body'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { AppError } from '@/lib/errors'
import { picturesRequestSchema } from '@/lib/history/downloads/export-pictures'
import { openPictures } from '@/lib/history/downloads/export-pictures.server'
import { requireProject } from '@/lib/history/project-records.server'

export const dynamic = 'force-dynamic'

/** Ten thousand ids of edits with their frame. */
const MAX_BODY_BYTES = 1_000_000

/**
 * `POST /api/projects/ID/pictures` with a `PicturesRequest`: those pictures as a ZIP, made while it is sent. It changes
 * nothing; the list of nodes is too long for an address.
 */
export const POST = changing<{ projectId: string }>(async (request, { database, exportImage }, params) => {
  const projectId = requireProjectId(params)
  const asked = picturesRequestSchema.safeParse(await readSmallJson(request, MAX_BODY_BYTES))
  if (!asked.success) throw new AppError('bad_request', undefined, { cause: asked.error })
  const { name } = await requireProject(database.db, projectId)
  const left = new AbortController()
  const signal = AbortSignal.any([request.signal, left.signal])
  const body = await openPictures(signal, { db: database.db, exportImage }, projectId, asked.data)
  return new Response(
    toByteStream(body, () => left.abort()),
    {
      headers: {
        ...SAFE_HEADERS,
        'content-type': 'application/zip',
        'content-disposition': disposition(name, '.zip'),
        'cache-control': 'no-store, no-transform',
      },
    },
  )
})
