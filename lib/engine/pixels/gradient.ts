import { oklabToLinear } from '@/lib/images/pixels/oklab'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import { ditherAt } from './dither'
import { writeInGamut } from './tone'

type Lab = readonly [lightness: number, a: number, b: number]

/** From one colour at the top to another at the bottom, even in OKLab; dithered, so that it has no bands. */
export function fillGradient({ width, height }: Size, top: Lab, bottom: Lab): RgbaRaster {
  const data = new Uint8Array(width * height * 4).fill(255)
  const linear = new Float64Array(3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      // Half a step of a byte up or down, so that neighbouring rows change at different places.
      const share = Math.min(1, Math.max(0, (y + ditherAt(x, y)) / Math.max(1, height - 1)))
      const [lightness, a, b] = top.map((value, i) => value + (bottom[i]! - value) * share) as [
        number,
        number,
        number,
      ]
      oklabToLinear(lightness, a, b, linear)
      writeInGamut(data, at, linear[0]!, linear[1]!, linear[2]!, lightness ** 3)
    }
  return { width, height, channels: 4, data }
}
