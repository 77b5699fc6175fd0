import { drawMask } from '@/lib/studio/mask-raster'
import type { MaskWork } from '@/lib/studio/mask-work'

/** The thread that draws a mask at full size. */
self.addEventListener('message', ({ data: { document, ground, size } }: MessageEvent<MaskWork>) => {
  const mask = drawMask(document, ground, size)
  self.postMessage(mask, { transfer: [mask.data.buffer] })
})
