import type { RgbaRaster } from '@/lib/images/raster'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/srgb'
import { eachBand } from './bands'
import { blurPlane, type Plane } from './gaussian'

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

/** Where each of `count` samples lies between those of a line that is `factor` times as coarse. */
function placesOf(count: number, factor: number, coarse: number) {
  const low = new Int32Array(count)
  const share = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const place = Math.min(coarse - 1, Math.max(0, (i + 0.5) / factor - 0.5))
    low[i] = Math.min(Math.max(0, coarse - 2), Math.floor(place))
    share[i] = place - low[i]!
  }
  return { low, share }
}

/** One line between two of a plane. */
function mixRows({ width, data }: Plane, row: number, share: number, out: Float32Array): void {
  const [above, below] = [row * width, Math.min(data.length / width - 1, row + 1) * width]
  for (let x = 0; x < width; x++) out[x] = data[above + x]! + (data[below + x]! - data[above + x]!) * share
}

/**
 * A Gaussian blur of a large sigma by way of a small picture: a fraction of the work and of the memory, and no difference
 * that can be seen, since what is blurred that much holds no finer structure.
 */
export async function blurWide(signal: AbortSignal, raster: RgbaRaster, sigma: number): Promise<RgbaRaster> {
  const { width, height } = raster
  const factor = Math.floor(sigma / SMALL_SIGMA)
  const planes = shrink(raster, factor)
  // Squares and the straight lines between them blur too: their variances are taken off.
  const rest = Math.sqrt(sigma ** 2 - (factor ** 2 - 1) / 12 - factor ** 2 / 6) / factor
  for (const plane of planes) await blurPlane(signal, plane, rest)
  const small = planes[0]!
  const columns = placesOf(width, factor, small.width)
  const rows = placesOf(height, factor, small.height)
  const lines = planes.map(() => new Float32Array(small.width + 1))
  const [red, green, blue, coverage] = lines as [Float32Array, Float32Array, Float32Array, Float32Array]
  const out = new Uint8Array(raster.data.length)
  await eachBand(signal, raster, (from, to) => {
    for (let y = from, at = from * width * 4; y < to; y++) {
      for (let i = 0; i < 4; i++) mixRows(planes[i]!, rows.low[y]!, rows.share[y]!, lines[i]!)
      for (let x = 0; x < width; x++, at += 4) {
        const low = columns.low[x]!
        const share = columns.share[x]!
        const alpha = coverage[low]! + (coverage[low + 1]! - coverage[low]!) * share
        const scale = 1 / Math.max(1e-6, alpha)
        out[at] = toByte((red[low]! + (red[low + 1]! - red[low]!) * share) * scale)
        out[at + 1] = toByte((green[low]! + (green[low + 1]! - green[low]!) * share) * scale)
        out[at + 2] = toByte((blue[low]! + (blue[low + 1]! - blue[low]!) * share) * scale)
        out[at + 3] = Math.round(alpha * 255)
      }
    }
  })
  return { ...raster, data: out }
}
