import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { blurPlane, type Plane } from './gaussian'
import { createStretch } from './stretch'

/** The blur that is left for the small size, in its pixels: enough that drawing it large again shows no grid. */
const SMALL_SIGMA = 4
/** From here on the detour is quicker. */
export const LEAST_WIDE_SIGMA = 2 * SMALL_SIGMA

/** Red, green, blue and coverage: linear light times coverage, as means over squares. */
function shrink({ width, height, data }: RgbaRaster, factor: number): Plane[] {
  const size = { width: Math.ceil(width / factor), height: Math.ceil(height / factor) }
  const planes = [0, 1, 2, 3].map(
    (): Plane => ({ ...size, data: new Float32Array(size.width * size.height) }),
  )
  const [red, green, blue, coverage] = planes.map((plane) => plane.data) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, row = Math.floor(y / factor) * size.width; x < width; x++, at += 4) {
      const alpha = data[at + 3]! / 255
      const to = row + ((x / factor) | 0)
      red[to] = red[to]! + LINEAR_OF_BYTE[data[at]!]! * alpha
      green[to] = green[to]! + LINEAR_OF_BYTE[data[at + 1]!]! * alpha
      blue[to] = blue[to]! + LINEAR_OF_BYTE[data[at + 2]!]! * alpha
      coverage[to] = coverage[to]! + alpha
    }
  for (let row = 0, to = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++, to++) {
      // Squares at the right and lower edge may be cut.
      const area = Math.min(factor, width - column * factor) * Math.min(factor, height - row * factor)
      for (const plane of planes) plane.data[to] = plane.data[to]! / area
    }
  return planes
}

/**
 * A Gaussian blur of a large sigma by way of a small picture: a fraction of the work and of the memory, and no difference
 * that can be seen, since what is blurred that much holds no finer structure.
 */
export async function blurWide(signal: AbortSignal, raster: RgbaRaster, sigma: number): Promise<RgbaRaster> {
  const { width } = raster
  const factor = Math.floor(sigma / SMALL_SIGMA)
  const planes = shrink(raster, factor)
  // Squares and the straight lines between them blur too: their variances are taken off.
  const rest = Math.sqrt(sigma ** 2 - (factor ** 2 - 1) / 12 - factor ** 2 / 6) / factor
  for (const plane of planes) await blurPlane(signal, plane, rest)
  const scale = { x: 1 / factor, y: 1 / factor }
  const draw = planes.map((plane) => createStretch(plane, raster, scale))
  const rows = planes.map(() => new Float32Array(width)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  const [red, green, blue, coverage] = rows
  const out = new Uint8Array(raster.data.length)
  await eachBand(signal, raster, (from, to) => {
    for (let y = from, at = from * width * 4; y < to; y++) {
      for (let i = 0; i < 4; i++) draw[i]!(y, rows[i]!)
      for (let x = 0; x < width; x++, at += 4) {
        const alpha = coverage[x]!
        const gain = 1 / Math.max(1e-6, alpha)
        out[at] = toByte(red[x]! * gain)
        out[at + 1] = toByte(green[x]! * gain)
        out[at + 2] = toByte(blue[x]! * gain)
        out[at + 3] = Math.round(alpha * 255)
      }
    }
  })
  return { ...raster, data: out }
}
