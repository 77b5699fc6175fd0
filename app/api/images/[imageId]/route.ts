import { reading } from '@/app/api/handle'
import { SAFE_HEADERS } from '@/lib/auth/page-headers'
import { findSound } from '@/lib/images/ingest/known-image.server'
import { imageIdSchema } from '@/lib/images/record'

export const dynamic = 'force-dynamic'

/** `HEAD /api/images/ID`: whether these bytes are known, so that a browser need not send them. */
export const HEAD = reading<{ imageId: string }>(async ({ signal }, { images, storage }, { imageId }) => {
  const id = imageIdSchema.safeParse(imageId)
  // An image whose bytes were lost or damaged is answered as unknown: sending them again heals it.
  const image = id.success ? await findSound(signal, { images, storage }, id.data) : undefined
  if (!image) return new Response(null, { status: 404, headers: SAFE_HEADERS })
  return new Response(null, { headers: SAFE_HEADERS })
})
