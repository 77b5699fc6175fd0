import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { growMask } from './mask'
import type { Paint } from './paint'
import { ofMainColour } from './recolour'

/**
 * The outermost pixels of a thing are half background, but still of its colour: those are painted too, where the thing
 * itself has it. Greys tell nothing: beside a grey thing the background may be grey as well.
 */
const RIM_PER_1000_PX = 3

export function softlyGrown(raster: RgbaRaster, mask: Mask, paint: Paint): Mask {
  const rim = Math.max(1, Math.round((RIM_PER_1000_PX * Math.max(mask.width, mask.height)) / 1000))
  const grown = growMask(ofMainColour(raster, mask, paint), rim)
  const alike = behindOf(raster, mask, paint, rim)
  return {
    ...mask,
    data: mask.data.map((value, i) => (alike.data[i]! > 0 ? value : Math.max(value, grown.data[i]!))),
  }
}

/** Where what lies behind has the colour of the thing too: the plank behind a brown dog is no rim of it. */
function behindOf(raster: RgbaRaster, mask: Mask, paint: Paint, rim: number): Mask {
  const [near, far] = [growMask(mask, 2 * rim), growMask(mask, 3 * rim)]
  const beyond = { ...mask, data: far.data.map((value, i) => (near.data[i]! > 0 ? 0 : value)) }
  return growMask(ofMainColour(raster, beyond, paint), 3 * rim)
}
