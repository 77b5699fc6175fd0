import * as z from 'zod'
import { changing } from '@/app/api/handle'
import { answerImage } from '@/app/api/images/answer-image'
import { readSmallJson } from '@/app/api/small-body'
import { AppError } from '@/lib/errors'
import { ingestFromUrl } from '@/lib/images/ingest/from-url.server'

export const dynamic = 'force-dynamic'

/** Of any length: what is no address, or too long a one, is refused like any other that may not be used. */
const bodySchema = z.object({ url: z.string().trim() })

/** `POST /api/images/from-url {"url"}`: fetched by the server, through the one guarded way, then judged as an upload. */
export const POST = changing(async (request, services) => {
  const parsed = bodySchema.safeParse(await readSmallJson(request))
  if (!parsed.success) throw new AppError('bad_request')
  return answerImage(await ingestFromUrl(request.signal, services, parsed.data.url))
})
