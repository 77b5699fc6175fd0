import type { EngineContext } from '@/lib/engine/operation'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { lightnessPlane } from '@/lib/engine/pixels/lightness'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { mapOklab } from '@/lib/engine/pixels/oklab-map'
import { createStretch } from '@/lib/engine/pixels/stretch'
import { eachStrip } from '@/lib/engine/pixels/strips'
import { darkenEdges } from '@/lib/engine/pixels/vignette'
import { emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import type { RgbaRaster } from '@/lib/images/raster'
import type { Look } from './look'
import { findNightSky, type NightSky } from './night-sky'
import { ramp } from './ramp'

/** Lightness of white by moonlight, and how steeply everything below it falls. */
const MOONLIT_WHITE = 0.61
const STEEPNESS = 1.5
/** By night the eye sees hardly any colour, and what it sees looks blue. */
const SATURATION = 0.36
const MOONLIGHT = { a: -0.009, b: -0.056 }
/** What is this light and this much amber was lit by a lamp; OKLab, from hardly to surely. */
const LAMP = { lightness: [0.62, 0.82], chroma: [0.05, 0.1], prominence: [0, 0.1] } as const
const AMBER_HUE = (75 * Math.PI) / 180
const AMBER_WIDTH = 0.55
/** The glow around lamps, and the surroundings that they stand out from, as shares of the longer side. */
const GLOW_SHARE = 0.014
/** Grain of what is lit evens out over this share. */
const LAMP_SHARE = 0.004
const SURROUNDINGS_SHARE = 0.08
const GLOW = { lightness: 0.22, a: 0.03, b: 0.085 }
/** Pictures whose mean lightness lies under the first are night already; from the second on they are day. */
const NIGHT_TO_DAY = [0.2, 0.42] as const
const LEAST_STRENGTH = 0.35

/** The light of a place and the light of the whole picture are measured at this size. */
const SMALL_SIDE_PX = 512

/** The lightness of every few pixels. */
function smallLightness({ width, height, data }: RgbaRaster): Plane {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / SMALL_SIDE_PX))
  const small = emptyPlane({ width: Math.ceil(width / step), height: Math.ceil(height / step) })
  const lab = new Float64Array(3)
  for (let i = 0; i < small.data.length; i++) {
    readOklab(data, (Math.floor(i / small.width) * step * width + (i % small.width) * step) * 4, lab)
    small.data[i] = lab[0]!
  }
  return small
}

/** Writes how light it is around each pixel of a row of the picture. */
type DrawAround = (row: number, out: Float32Array) => void

/** How much of each pixel is the light of a lamp, 0–1. */
function lampPlane(strip: RgbaRaster, own: Plane, top: number, drawAround: DrawAround): Plane {
  const lab = new Float64Array(3)
  const around = new Float32Array(own.width)
  return mapPlane(own, (lightness, index) => {
    const x = index % own.width
    if (x === 0) drawAround(top + index / own.width, around)
    if (lightness < LAMP.lightness[0]) return 0
    readOklab(strip.data, index * 4, lab)
    const away = (Math.atan2(lab[2]!, lab[1]!) - AMBER_HUE) / AMBER_WIDTH
    return (
      ramp(lightness, ...LAMP.lightness) *
      ramp(Math.hypot(lab[1]!, lab[2]!), ...LAMP.chroma) *
      ramp(lightness - around[x]!, ...LAMP.prominence) *
      Math.exp(-away * away)
    )
  })
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

/** How much of each pixel of a strip is sky, 0–1, with what of it shines through leaves. */
async function skyShares(signal: AbortSignal, { mask }: NightSky, own: Plane, top: number): Promise<Plane> {
  const from = top * own.width
  const fringe = FRINGE_SHARE * Math.max(mask.width, mask.height)
  const shares = mapPlane(emptyPlane(own), (_, index) => mask.data[from + index]! / 255)
  const near: Plane = { ...shares, data: shares.data.slice() }
  await blurPlane(signal, near, Math.max(1, fringe))
  return mapPlane(shares, (share, index) =>
    Math.max(share, ramp(near.data[index]!, 0.05, 0.3) * ramp(own.data[index]!, ...FRINGE_LIGHTNESS)),
  )
}

/** Day for night: moonlight on the ground, a deep sky, and lamps that stay as bright and warm as they were. */
async function darken(signal: AbortSignal, raster: RgbaRaster, sky: NightSky | undefined, most: number) {
  const side = Math.max(raster.width, raster.height)
  const around = smallLightness(raster)
  const strength = most * dayOf(around)
  await blurPlane(signal, around, Math.max(around.width, around.height) * SURROUNDINGS_SHARE)
  const drawAround = createStretch(around, raster)
  return eachStrip(signal, raster, side * GLOW_SHARE * 4, async (strip, top) => {
    const own = lightnessPlane(strip)
    const lamps = lampPlane(strip, own, top, drawAround)
    await blurPlane(signal, lamps, Math.max(0.8, side * LAMP_SHARE))
    const glow: Plane = { ...lamps, data: lamps.data.slice() }
    await blurPlane(signal, glow, Math.max(1, side * GLOW_SHARE))
    const shares = sky && (await skyShares(signal, sky, own, top))
    return mapOklab(signal, strip, (colour, index) => {
      const [lightness, a, b] = colour as unknown as [number, number, number]
      const share = shares?.data[index] ?? 0
      const lamp = lamps.data[index]! * (1 - share)
      const lit = glow.data[index]!
      const moonlit = MOONLIT_WHITE * lightness ** STEEPNESS
      const sunk = Math.min(1, moonlit * 4)
      const above =
        sky && share > 0 ? sky.colourAt(top + Math.floor(index / strip.width), lightness) : undefined
      const mix = (ground: number, air: number | undefined, light: number) => {
        const dark = air === undefined ? ground : ground + (air - ground) * share
        return dark + (light - dark) * lamp
      }
      const after = mix(moonlit, above?.[0], lightness) + GLOW.lightness * lit * (1 - lamp)
      const green = mix(a * SATURATION + MOONLIGHT.a * sunk, above?.[1], a * 1.1) + GLOW.a * lit
      const blue = mix(b * SATURATION + MOONLIGHT.b * sunk, above?.[2], b * 1.1) + GLOW.b * lit
      colour[0] = lightness + (after - lightness) * strength
      colour[1] = a + (green - a) * strength
      colour[2] = b + (blue - b) * strength
    })
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
    return darkenEdges(signal, dark, 0.3 * strength)
  },
}
