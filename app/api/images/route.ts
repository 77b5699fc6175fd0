import { changing } from '@/app/api/handle'
import { answerImage } from '@/app/api/images/answer-image'
import { AppError } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/** `PUT /api/images?name=cat.jpg`: the body is the file, streamed to disk while it is hashed. */
export const PUT = changing(async (request, { ingest }) => {
  if (!request.body) throw new AppError('empty_file')
  const length = request.headers.get('content-length')
  return answerImage(
    await ingest(request.signal, {
      body: request.body,
      name: new URL(request.url).searchParams.get('name') ?? '',
      ...(length !== null && { expectedBytes: Number(length) }),
    }),
  )
})
