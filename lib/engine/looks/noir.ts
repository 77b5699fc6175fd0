import { addGrain } from '@/lib/engine/pixels/grain'
import { darkenOwnEdges } from '@/lib/engine/pixels/vignette'
import { applyGrade } from './grade'
import type { Look } from './look'

/** Black and white of the cinema of the forties: hard light, deep blacks, a little grain. */
export const noir: Look = {
  name: 'a film noir look',
  say: [
    'film noir',
    'noir film/movie/cinema',
    'dramatic/moody/contrasty/hard/punchy/bold black and? white',
    'high/strong/hard/more contrast black and? white',
    'black and? white high/strong/hard/more contrast',
    'black and? white dramatic/contrasty/punchy/moody',
    'sin city',
  ],
  examples: ['film noir'],
  async apply(signal, raster, strength, { random }) {
    const graded = await applyGrade(
      signal,
      raster,
      { middle: 0.4, contrast: 1.95, saturation: 0 },
      Math.min(1.2, strength),
    )
    const shaded = await darkenOwnEdges(signal, graded, 0.45 * strength)
    return addGrain(signal, shaded, 0.5 * strength, random)
  },
}
