import { changing } from '@/app/api/handle'
import { answerImage } from '@/app/api/images/answer-image'
import { aboutFile } from '@/lib/errors'

export const dynamic = 'force-dynamic'

/** `PUT /api/images?name=cat.jpg`: the body is the file, streamed to disk while it is hashed. */
export const PUT = changing(async (request, { ingest }) => {
  const length = request.headers.get('content-length')
  const expected = length === null ? {} : { expectedBytes: Number(length) }
  const name = new URL(request.url).searchParams.get('name') ?? ''
  try {
    return answerImage(await ingest(request.signal, { body: request.body ?? [], name, ...expected }))
  } catch (error) {
    throw aboutFile(error, name)
  }
})
