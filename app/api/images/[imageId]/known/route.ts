import { reading } from '@/app/api/handle'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { findSound } from '@/lib/images/ingest/known-image.server'
import { imageIdSchema } from '@/lib/images/record'
import { toSummary } from '@/lib/images/upload/upload-answer'

export const dynamic = 'force-dynamic'

/**
 * `GET /api/images/ID/known`: the image, or null when its bytes have to be sent. The question of the page itself: of
 * `HEAD` a browser would complain each time that the answer is no.
 */
export const GET = reading<{ imageId: string }>(async ({ signal }, { images, storage }, { imageId }) => {
  const id = imageIdSchema.safeParse(imageId)
  const image = id.success && (await findSound(signal, { images, storage }, id.data))
  return Response.json({ image: image ? toSummary(image) : null }, { headers: SAFE_HEADERS })
})
