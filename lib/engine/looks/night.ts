import { darkenEdges } from '@/lib/engine/pixels/vignette'
import { applyGrade } from './grade'
import type { Look } from './look'

/** Day for night, as the cinema does it: two stops down, blue, colours asleep, what shines keeps shining. */
export const night: Look = {
  name: 'a night look',
  say: ['night time?', 'nighttime', 'day? night', 'moonlight', 'moonlit', 'nocturnal', 'midnight'],
  examples: ['night look'],
  async apply(signal, raster, strength) {
    const graded = await applyGrade(
      signal,
      raster,
      {
        middle: 0.29,
        contrast: 1.1,
        white: 0.86,
        saturation: 0.5,
        shadows: { a: -0.004, b: -0.045 },
        highlights: { a: -0.014, b: -0.05 },
      },
      Math.min(1.3, strength),
    )
    return darkenEdges(signal, graded, 0.5 * strength)
  },
}
