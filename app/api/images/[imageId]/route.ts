import { reading, SAFE_HEADERS } from '@/app/api/handle'
import { imageIdSchema } from '@/lib/images/record'
import { IMAGE_HEADER, toSummary } from '@/lib/images/upload-answer'

export const dynamic = 'force-dynamic'

/** `HEAD /api/images/ID`: whether these bytes are known, so that a browser need not send them. */
export const HEAD = reading<{ imageId: string }>(async (_request, { images }, { imageId }) => {
  const id = imageIdSchema.safeParse(imageId)
  const image = id.success ? await images.find(id.data) : undefined
  if (!image) return new Response(null, { status: 404, headers: SAFE_HEADERS })
  return new Response(null, {
    headers: { ...SAFE_HEADERS, [IMAGE_HEADER]: JSON.stringify(toSummary(image)) },
  })
})
