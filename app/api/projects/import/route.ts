import { changing } from '@/app/api/handle'
import { AppError } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/** `POST /api/projects/import`: the body is an export; 201 `{"projectId"}`. Nothing of a refused one is kept. */
export const POST = changing(async (request, { importArchive }) => {
  if (!request.body) throw new AppError('empty_file')
  const length = request.headers.get('content-length')
  const projectId = await importArchive(request.signal, request.body, {
    ...(length !== null && { expectedBytes: Number(length) }),
  })
  return Response.json({ projectId }, { status: 201 })
})
