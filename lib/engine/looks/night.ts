import type { EngineContext } from '@/lib/engine/operation'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { createStretch } from '@/lib/engine/pixels/stretch'
import { darkenOwnEdges } from '@/lib/engine/pixels/vignette'
import { emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import { findLamps } from './lamps'
import type { Look } from './look'
import { findNightSky, type NightSky, withClouds } from './night-sky'
import { ramp } from './ramp'

/** Lightness of white by moonlight, and how steeply everything below it falls. */
const MOONLIT_WHITE = 0.61
const STEEPNESS = 1.5
/** By night the eye sees hardly any colour, and what it sees looks blue. */
const SATURATION = 0.36
const MOONLIGHT = { a: -0.009, b: -0.056 }
/** The glow around lamps, and the surroundings that they stand out from, as shares of the longer side. */
const GLOW_SHARE = 0.014
/** Grain of what is lit evens out over this share. */
const LAMP_SHARE = 0.004
const SURROUNDINGS_SHARE = 0.08
const GLOW = { lightness: 0.22, a: 0.03, b: 0.085 }
/** Pictures whose mean lightness lies under the first are night already; from the second on they are day. */
const NIGHT_TO_DAY = [0.2, 0.42] as const
const LEAST_STRENGTH = 0.35

/** Light is measured at about this size: glows, surroundings and fringes are wide and soft. */
const SMALL_SIDE_PX = 512

const stepOf = ({ width, height }: Size): number =>
  Math.max(1, Math.ceil(Math.max(width, height) / SMALL_SIDE_PX))

/** A value of every few pixels. */
function sample(size: Size, valueAt: (index: number) => number): Plane {
  const step = stepOf(size)
  const small = emptyPlane({ width: Math.ceil(size.width / step), height: Math.ceil(size.height / step) })
  return mapPlane(small, (_, i) =>
    valueAt(Math.floor(i / small.width) * step * size.width + (i % small.width) * step),
  )
}

function lightnessOf({ data }: RgbaRaster): (index: number) => number {
  const lab = new Float64Array(3)
  return (index) => {
    readOklab(data, index * 4, lab)
    return lab[0]!
  }
}

/** A blurred copy; `share` = sigma as a share of the longer side. */
async function spread(signal: AbortSignal, plane: Plane, share: number): Promise<Plane> {
  const copy: Plane = { ...plane, data: plane.data.slice() }
  await blurPlane(signal, copy, Math.max(0.8, Math.max(plane.width, plane.height) * share))
  return copy
}

/** Reads a small plane at the size of the picture, row after row. */
function createReader(plane: Plane, size: Size): (index: number) => number {
  const draw = createStretch(plane, size)
  const row = new Float32Array(size.width)
  let drawn = -1
  return (index) => {
    const y = Math.floor(index / size.width)
    if (y !== drawn) draw(y, row)
    drawn = y
    return row[index - y * size.width]!
  }
}

function meanOf({ data }: Plane): number {
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += data[i]!
  return sum / data.length
}

/** How much of the way to night there is still to go, 0–1. */
const dayOf = (light: Plane): number =>
  LEAST_STRENGTH + (1 - LEAST_STRENGTH) * ramp(meanOf(light), ...NIGHT_TO_DAY)

/** How far into leaves the sky shines, as a share of the longer side, and how light such pixels are by day. */
const FRINGE_SHARE = 0.004
const FRINGE_LIGHTNESS = [0.55, 0.8] as const

/** How much of a pixel is sky, 0–1, with what of it shines through leaves. */
async function createSkyShare(signal: AbortSignal, { mask }: NightSky) {
  const near = await spread(
    signal,
    sample(mask, (index) => mask.data[index]! / 255),
    FRINGE_SHARE,
  )
  const nearAt = createReader(near, mask)
  return (index: number, lightness: number): number =>
    Math.max(mask.data[index]! / 255, ramp(nearAt(index), 0.05, 0.3) * ramp(lightness, ...FRINGE_LIGHTNESS))
}

/** Day for night: moonlight on the ground, a deep sky, and lamps that stay as bright and warm as they were. */
async function darken(signal: AbortSignal, raster: RgbaRaster, sky: NightSky | undefined, most: number) {
  const light = sample(raster, lightnessOf(raster))
  const strength = most * dayOf(light)
  const around = await spread(signal, light, SURROUNDINGS_SHARE)
  const lamps = await spread(signal, await findLamps(signal, raster, around, stepOf(raster)), LAMP_SHARE)
  const lampAt = createReader(lamps, raster)
  const glowAt = createReader(await spread(signal, lamps, GLOW_SHARE), raster)
  const shareAt = sky && (await createSkyShare(signal, sky))
  return mapOklab(signal, raster, (colour, index) => {
    const [lightness, a, b] = colour as unknown as [number, number, number]
    const share = shareAt?.(index, lightness) ?? 0
    const lamp = lampAt(index) * (1 - share)
    const lit = glowAt(index)
    const moonlit = MOONLIT_WHITE * lightness ** STEEPNESS
    const sunk = Math.min(1, moonlit * 4)
    const air = sky && share > 0 ? sky.airAt(Math.floor(index / raster.width)) : undefined
    const mix = (ground: number, above: number | undefined, own: number) => {
      const dark = above === undefined ? ground : ground + (above - ground) * share
      return dark + (own - dark) * lamp
    }
    const after = mix(moonlit, air && withClouds(air[0], lightness), lightness)
    const green = mix(a * SATURATION + MOONLIGHT.a * sunk, air?.[1], a * 1.1) + GLOW.a * lit
    const blue = mix(b * SATURATION + MOONLIGHT.b * sunk, air?.[2], b * 1.1) + GLOW.b * lit
    colour[0] = lightness + (after + GLOW.lightness * lit * (1 - lamp) - lightness) * strength
    colour[1] = a + (green - a) * strength
    colour[2] = b + (blue - b) * strength
  })
}

export const night: Look = {
  name: 'a night look',
  say: [
    'night time/scene/photo?',
    'nighttime',
    'nightfall',
    'night sky',
    'day for? night',
    'moonlight/moonlit',
    'nocturnal',
    'midnight',
    'after dark',
  ],
  examples: ['night look'],
  async apply(signal, raster, strength, context: EngineContext) {
    const sky = await findNightSky(signal, raster, context)
    const dark = await darken(signal, raster, sky, Math.min(1.15, strength))
    return darkenOwnEdges(signal, dark, 0.3 * strength)
  },
}
