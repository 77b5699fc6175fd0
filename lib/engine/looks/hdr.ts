import { blurPlane } from '@/lib/engine/pixels/gaussian'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { eachStrip } from '@/lib/engine/pixels/strips'
import type { Look } from './look'

/** Size of what counts as "the light of a place", as a share of the longer side; and of fine structure. */
const PLACE_SHARE = 0.035
const STRUCTURE_SHARE = 0.004
const COMPRESSION = 0.42
const DETAIL = 0.5
const VIVIDNESS = 0.22

/** Brings bright and dark places together and lifts their structure: local tone mapping on lightness alone. */
export const hdr: Look = {
  name: 'an HDR look',
  say: ['hdr', 'high dynamic range', 'more? dynamic range', 'tone map/mapped/mapping', 'local contrast'],
  examples: ['HDR look'],
  apply(signal, raster, strength) {
    const side = Math.max(raster.width, raster.height)
    return eachStrip(signal, raster, side * PLACE_SHARE * 3, async (strip) => {
      const fine = lightnessPlane(strip)
      const place = { ...fine, data: fine.data.slice() }
      const structure = { ...fine, data: fine.data.slice() }
      await blurPlane(signal, place, side * PLACE_SHARE)
      await blurPlane(signal, structure, side * STRUCTURE_SHARE)
      return mapOklab(signal, strip, (colour, index) => {
        const base = place.data[index]!
        const own = fine.data[index]!
        // Where own light and the light of the place part strongly there is an edge: less is moved, so no halo shows.
        const trust = Math.exp(-(((own - base) / 0.28) ** 2))
        const pull = (0.55 - base) * COMPRESSION * trust * 4 * own * (1 - own)
        const detail = (own - structure.data[index]!) * DETAIL
        colour[0] = colour[0]! + (pull + 0.1 * Math.tanh(detail / 0.1)) * strength
        const chroma = Math.hypot(colour[1]!, colour[2]!)
        const factor = 1 + VIVIDNESS * strength * Math.max(0, 1 - chroma / 0.26)
        colour[1] = colour[1]! * factor
        colour[2] = colour[2]! * factor
      })
    })
  },
}
