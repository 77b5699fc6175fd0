import type { RgbaRaster } from '@/lib/images/raster'
import { eachBand } from './bands'
import { lightnessPlane } from './lightness'
import { type Directions, findDirections } from './structure'

const SECTORS = 8
/** How strongly the calmest sectors are preferred. */
const SHARPNESS = 8
/** How far a brush is drawn out along an edge. */
const ELONGATION = 1
/** Samples along the radius of a brush; more would cost time and change nothing that is seen. */
const MOST_STEPS = 7

/** Offsets in a disc, each with its sector and its weight. */
type Bristle = { x: number; y: number; sector: number; weight: number }

function bristlesOf(radius: number): Bristle[] {
  const step = Math.max(1, radius / MOST_STEPS)
  const bristles: Bristle[] = []
  for (let y = -radius; y <= radius; y += step)
    for (let x = -radius; x <= radius; x += step) {
      const away = Math.hypot(x, y) / radius
      if (away > 1) continue
      const turn = (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1
      bristles.push({
        x,
        y,
        sector: Math.floor(turn * SECTORS + 0.5) % SECTORS,
        weight: Math.exp(-3.1 * away * away),
      })
    }
  return bristles
}

/**
 * The anisotropic Kuwahara filter (Kyprianidis, Kang, Döllner, 2009): each pixel becomes a mean of the calmest of
 * eight sectors around it, in an ellipse that lies along the edges. Pictures look brushed.
 * @param radius of a brush, in pixels
 */
export async function brush(signal: AbortSignal, raster: RgbaRaster, radius: number): Promise<RgbaRaster> {
  const directions = await findDirections(signal, lightnessPlane(raster), Math.max(1.5, radius * 0.5))
  const bristles = bristlesOf(radius)
  const out = raster.data.slice()
  const sums = new Float64Array(SECTORS * 6)
  // A brush takes as long as forty plain steps: the bands are as much narrower.
  const few = { width: raster.width * bristles.length, height: raster.height }
  await eachBand(signal, few, (from, to) => {
    for (let y = from; y < to; y++)
      for (let x = 0; x < raster.width; x++) paintPixel(raster, directions, bristles, sums, out, x, y)
  })
  return { ...raster, data: out }
}

function paintPixel(
  { width, height, data }: RgbaRaster,
  { angle, clarity }: Directions,
  bristles: readonly Bristle[],
  sums: Float64Array,
  out: Uint8Array,
  x: number,
  y: number,
): void {
  const index = y * width + x
  const long = (ELONGATION + clarity[index]!) / ELONGATION
  const cos = Math.cos(angle[index]!)
  const sin = Math.sin(angle[index]!)
  sums.fill(0)
  for (const bristle of bristles) {
    const along = bristle.x * long
    const across = bristle.y / long
    const column = Math.min(width - 1, Math.max(0, Math.round(x + along * cos - across * sin)))
    const row = Math.min(height - 1, Math.max(0, Math.round(y + along * sin + across * cos)))
    const from = (row * width + column) * 4
    const at = bristle.sector * 6
    const [red, green, blue] = [data[from]!, data[from + 1]!, data[from + 2]!]
    const light = red * 0.299 + green * 0.587 + blue * 0.114
    sums[at] = sums[at]! + bristle.weight
    sums[at + 1] = sums[at + 1]! + bristle.weight * red
    sums[at + 2] = sums[at + 2]! + bristle.weight * green
    sums[at + 3] = sums[at + 3]! + bristle.weight * blue
    sums[at + 4] = sums[at + 4]! + bristle.weight * light
    sums[at + 5] = sums[at + 5]! + bristle.weight * light * light
  }
  writeCalmest(sums, out, index * 4)
}

/** The mean of all sectors, each weighed by how little it varies. */
function writeCalmest(sums: Float64Array, out: Uint8Array, at: number): void {
  let [red, green, blue, all] = [0, 0, 0, 0]
  for (let sector = 0; sector < SECTORS * 6; sector += 6) {
    const weight = sums[sector]!
    if (weight === 0) continue
    const mean = sums[sector + 4]! / weight
    const deviation = Math.sqrt(Math.max(0, sums[sector + 5]! / weight - mean * mean))
    const share = 1 / (1 + (deviation / 4) ** SHARPNESS)
    all += share
    red += (share * sums[sector + 1]!) / weight
    green += (share * sums[sector + 2]!) / weight
    blue += (share * sums[sector + 3]!) / weight
  }
  if (all <= 0) return
  out[at] = Math.round(red / all)
  out[at + 1] = Math.round(green / all)
  out[at + 2] = Math.round(blue / all)
}
