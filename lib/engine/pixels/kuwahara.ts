import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { lightnessPlane } from './lightness'
import { type Directions, findDirections } from './structure'

const SECTORS = 8
/** Variance of luma (bytes) at which a sector counts half; the eighth power of its deviation decides. */
const CALM = 16
/** How far a brush is drawn out along an edge. */
const ELONGATION = 1
/** Samples along the radius of a brush; more would cost time and change nothing that is seen. */
const MOST_STEPS = 6

/** Offsets in a disc with their weights, sector after sector; `starts[n]` is where sector n begins. */
type Bristles = { x: Float32Array; y: Float32Array; weight: Float32Array; starts: Int32Array }

function bristlesOf(radius: number): Bristles {
  const step = Math.max(1, radius / MOST_STEPS)
  const found: { x: number; y: number; sector: number; weight: number }[] = []
  for (let y = -radius; y <= radius; y += step)
    for (let x = -radius; x <= radius; x += step) {
      const away = Math.hypot(x, y) / radius
      if (away > 1) continue
      const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1
      const sector = Math.floor(turn * SECTORS + 0.5) % SECTORS
      found.push({ x, y, sector, weight: Math.exp(-3.1 * away * away) })
    }
  const sorted = found.toSorted((a, b) => a.sector - b.sector)
  return {
    x: Float32Array.from(sorted, ({ x }) => x),
    y: Float32Array.from(sorted, ({ y }) => y),
    weight: Float32Array.from(sorted, ({ weight }) => weight),
    starts: Int32Array.from(
      { length: SECTORS + 1 },
      (_, n) => sorted.filter(({ sector }) => sector < n).length,
    ),
  }
}

/** How far beyond a pixel its brush looks, for a radius. */
export const reachOfBrush = (radius: number): number => Math.ceil(radius * (ELONGATION + 1) * 1.5)

/**
 * The anisotropic Kuwahara filter (Kyprianidis, Kang, Döllner, 2009): each pixel becomes a mean of the calmest of
 * eight sectors around it, in an ellipse that lies along the edges. Pictures look brushed.
 * @param radius of a brush, in pixels
 */
export async function brush(signal: AbortSignal, raster: RgbaRaster, radius: number): Promise<RgbaRaster> {
  const directions = await findDirections(signal, lightnessPlane(raster), Math.max(1.5, radius * 0.5))
  const bristles = bristlesOf(radius)
  const out = raster.data.slice()
  // A brush takes as long as forty plain steps: the bands are as much narrower.
  const few = { width: raster.width * bristles.x.length, height: raster.height }
  await eachBand(signal, few, (from, to) => {
    for (let y = from; y < to; y++)
      for (let x = 0; x < raster.width; x++) paintPixel(raster, directions, bristles, out, x, y)
  })
  return { ...raster, data: out }
}

/** The mean of all sectors, each weighed by how little it varies. */
function paintPixel(
  { width, height, data }: RgbaRaster,
  { angle, clarity }: Directions,
  { x: bristleX, y: bristleY, weight: weights, starts }: Bristles,
  out: Uint8Array,
  x: number,
  y: number,
): void {
  const index = y * width + x
  const long = (ELONGATION + clarity[index]!) / ELONGATION
  const [cos, sin] = [Math.cos(angle[index]!), Math.sin(angle[index]!)]
  const [alongX, acrossX, alongY, acrossY] = [cos * long, -sin / long, sin * long, cos / long]
  let [red, green, blue, all] = [0, 0, 0, 0]
  for (let sector = 0; sector < SECTORS; sector++) {
    let [weight, r, g, b, light, square] = [0, 0, 0, 0, 0, 0]
    for (let i = starts[sector]!; i < starts[sector + 1]!; i++) {
      const column = (x + bristleX[i]! * alongX + bristleY[i]! * acrossX + 0.5) | 0
      const row = (y + bristleX[i]! * alongY + bristleY[i]! * acrossY + 0.5) | 0
      const from =
        ((row < 0 ? 0 : row >= height ? height - 1 : row) * width +
          (column < 0 ? 0 : column >= width ? width - 1 : column)) *
        4
      const own = weights[i]!
      const luma = data[from]! * 0.299 + data[from + 1]! * 0.587 + data[from + 2]! * 0.114
      weight += own
      r += own * data[from]!
      g += own * data[from + 1]!
      b += own * data[from + 2]!
      light += own * luma
      square += own * luma * luma
    }
    if (weight === 0) continue
    const mean = light / weight
    const variance = Math.max(0, square / weight - mean * mean) / CALM
    const share = 1 / (weight * (1 + variance ** 4))
    all += share * weight
    red += share * r
    green += share * g
    blue += share * b
  }
  out[index * 4] = Math.round(red / all)
  out[index * 4 + 1] = Math.round(green / all)
  out[index * 4 + 2] = Math.round(blue / all)
}
