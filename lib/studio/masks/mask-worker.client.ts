import { drawMask } from '@/lib/studio/masks/mask-raster'
import type { MaskWork } from '@/lib/studio/masks/mask-work'
import { drawLabelGreys, type LabelWork } from '@/lib/studio/masks/part-labels'

/** The thread that draws a mask, or the labels of parts, at full size. */
self.addEventListener('message', ({ data: work }: MessageEvent<MaskWork | LabelWork>) => {
  const mask = 'steps' in work ? drawLabelGreys(work) : drawMask(work.document, work.ground, work.size)
  self.postMessage(mask, { transfer: [mask.data.buffer] })
})
