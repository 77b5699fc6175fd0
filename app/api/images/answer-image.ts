import type { IngestedImage } from '@/lib/images/ingest/ingest.server'

/** 201 when the bytes are new here, 200 when they were known. */
export function answerImage({ image, name, isKnown }: IngestedImage): Response {
  const { id, width, height, format, bytes, animated } = image
  return Response.json(
    {
      image: { id, name, width, height, format, bytes },
      ...(animated && { notes: ['Only the first frame of this animation is used.'] }),
    },
    { status: isKnown ? 200 : 201 },
  )
}
