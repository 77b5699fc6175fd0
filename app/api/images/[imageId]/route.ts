import { reading, SAFE_HEADERS } from '@/app/api/handle'
import { imageIdSchema } from '@/lib/images/record'

export const dynamic = 'force-dynamic'

/** `HEAD /api/images/ID`: whether these bytes are known, so that a browser need not send them. */
export const HEAD = reading<{ imageId: string }>(async (_request, { images }, { imageId }) => {
  const id = imageIdSchema.safeParse(imageId)
  const image = id.success ? await images.find(id.data) : undefined
  return new Response(null, { status: image ? 200 : 404, headers: SAFE_HEADERS })
})
