import { toBody } from '@/app/api/byte-stream'
import { reading } from '@/app/api/handle'
import { smallCopyHeaders } from '@/lib/auth/page-headers'
import { AppError } from '@/lib/errors'
import { imageIdSchema, renditionKindSchema } from '@/lib/images/record'

export const dynamic = 'force-dynamic'

/**
 * `GET /api/images/ID/thumb` and `/preview`: small copies for the screen. Those that are stored are answered before this
 * (`small-copies.ts`); here they are made, and refusals get their words.
 */
export const GET = reading<{ imageId: string; rendition: string }>(
  async (request, { renditions }, params) => {
    const id = imageIdSchema.safeParse(params.imageId)
    const kind = renditionKindSchema.safeParse(params.rendition)
    if (!id.success || !kind.success) throw new AppError('not_found')
    const headers = smallCopyHeaders(id.data, kind.data)
    // A proxy may have weakened it, or ask with several at once.
    if (request.headers.get('if-none-match')?.includes(headers.etag))
      return new Response(null, { status: 304, headers })
    const bytes = await renditions.renditionOf(request.signal, id.data, kind.data)
    return new Response(toBody(bytes), { headers: { ...headers, 'content-length': String(bytes.length) } })
  },
)
