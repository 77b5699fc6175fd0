import { emptyPlane } from '@/lib/engine/vision/plane'
import type { Mask, RgbaRaster } from '@/lib/images/raster'
import { blurPlane, type Plane } from './gaussian'
import { boundsOfMask } from './mask'
import { readOklab } from './oklab-at'
import { mapOklab } from './oklab-map'
import { createStretch } from './stretch'

/** Clouds are looked at in this size; what is finer is grain or a bird. */
const SEARCH_SIDE_PX = 512
/** Sizes of what is lit as one, and of what is compared with it, as shares of the longer side. */
const [CLOUD, AROUND] = [0.004, 0.07]
/** How far the differences of a sky spread after it, by how much they may grow, and how far any place may move (OKLab). */
const SPREAD = 0.075
const MOST_GAIN = 3
const MOST_SHIFT = 0.16
/** A sky darkens towards its upper edge, and a little everywhere. */
const [DARKER, DARKER_ABOVE] = [0.03, 0.13]
const CHROMA_GAIN = 0.45

type Sky = { lightness: Plane; inside: Plane }

/** Lightness of a sky and where it lies, at a small size. */
function sketchOf({ width, height, data }: RgbaRaster, mask: Mask): Sky {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / SEARCH_SIDE_PX))
  const size = { width: Math.ceil(width / step), height: Math.ceil(height / step) }
  const sky = { lightness: emptyPlane(size), inside: emptyPlane(size) }
  const lab = new Float64Array(3)
  for (let i = 0; i < sky.inside.data.length; i++) {
    const index = Math.floor(i / size.width) * step * width + (i % size.width) * step
    readOklab(data, index * 4, lab)
    sky.inside.data[i] = mask.data[index]! / 255
    sky.lightness.data[i] = lab[0]!
  }
  return sky
}

/** The mean around each place, of the sky alone: what stands before it lends nothing. */
async function meanAround(signal: AbortSignal, { lightness, inside }: Sky, sigma: number): Promise<Plane> {
  const sum = { ...lightness, data: lightness.data.map((value, i) => value * inside.data[i]!) }
  const weight = { ...inside, data: inside.data.slice() }
  await blurPlane(signal, sum, sigma)
  await blurPlane(signal, weight, sigma)
  return { ...sum, data: sum.data.map((value, i) => value / Math.max(1e-4, weight.data[i]!)) }
}

function spreadOf(plane: Plane, { data: inside }: Plane): number {
  let [square, count] = [0, 0]
  for (let i = 0; i < inside.length; i++) {
    square += inside[i]! * plane.data[i]! ** 2
    count += inside[i]!
  }
  return Math.sqrt(square / Math.max(1, count))
}

/** How far each place of a sky is to move in lightness: its clouds apart, and all of it down towards the upper edge. */
async function planShifts(signal: AbortSignal, sky: Sky, bounds: { y: number; height: number }) {
  const { width, height } = sky.inside
  const side = Math.max(width, height)
  const own = await meanAround(signal, sky, Math.max(0.8, CLOUD * side))
  const around = await meanAround(signal, sky, AROUND * side)
  const clouds = { ...own, data: own.data.map((value, i) => value - around.data[i]!) }
  const gain = Math.min(MOST_GAIN, Math.max(0.5, SPREAD / Math.max(1e-4, spreadOf(clouds, sky.inside)) - 1))
  return {
    ...clouds,
    data: clouds.data.map((value, i) => {
      const down = Math.min(1, Math.max(0, (Math.floor(i / width) / height - bounds.y) / bounds.height))
      return MOST_SHIFT * Math.tanh((gain * value) / MOST_SHIFT) - DARKER - DARKER_ABOVE * (1 - down) ** 1.5
    }),
  }
}

/**
 * Deepens a sky: clouds stand out from what is around them, the blue grows darker and fuller towards the upper edge.
 * Hues stay.
 */
export async function deepenSky(
  signal: AbortSignal,
  raster: RgbaRaster,
  mask: Mask,
  strength: number,
): Promise<RgbaRaster> {
  const bounds = boundsOfMask(mask)
  if (!bounds) return raster
  const { width, height } = raster
  const place = { y: bounds.y / height, height: bounds.height / height }
  const draw = createStretch(await planShifts(signal, sketchOf(raster, mask), place), raster)
  const row = new Float32Array(width)
  let drawn = -1
  return mapOklab(
    signal,
    raster,
    (colour, index) => {
      const y = Math.floor(index / width)
      if (y !== drawn) draw(y, row)
      drawn = y
      const fuller = 1 + CHROMA_GAIN * strength
      colour[0] = Math.min(1, Math.max(0.05, colour[0]! + row[index % width]! * strength))
      colour[1] = colour[1]! * fuller
      colour[2] = colour[2]! * fuller
    },
    mask,
  )
}
