import type { EngineContext } from '@/lib/engine/operation'
import { eachBand } from '@/lib/engine/pixels/bands'
import { createColourChange, inOklab } from '@/lib/engine/pixels/colour-map'
import { writeOklab } from '@/lib/engine/pixels/gamut'
import { blurPlane, type Plane } from '@/lib/engine/pixels/gaussian'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { createStretch } from '@/lib/engine/pixels/stretch'
import { darkenOwnEdges } from '@/lib/engine/pixels/vignette'
import { emptyPlane, mapPlane } from '@/lib/engine/vision/plane'
import { pixelsOf } from '@/lib/images/pixels/packed'
import type { Mask, RgbaRaster, Size } from '@/lib/images/raster'
import { findLamps } from './lamps'
import type { Look } from './look'
import { darkenColour, type Lit, NO_AIR, OPEN_SKY, UNLIT } from './moonlight'
import { findNightSky, type NightSky, type Oklab } from './night-sky'
import { ramp } from './ramp'

/** The glow around lamps, and the surroundings that they stand out from, as shares of the longer side. */
const GLOW_SHARE = 0.014
/** Grain of what is lit evens out over this share. */
const LAMP_SHARE = 0.004
const SURROUNDINGS_SHARE = 0.08
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
/** So much sky is near where none is seen yet, and where all that is light is taken for it. */
const FRINGE = [0.05, 0.3] as const

/** Small planes at the size of the picture, a row at a time. */
function createRows(planes: readonly Plane[], size: Size) {
  const draws = planes.map((plane) => createStretch(plane, size))
  const rows = planes.map(() => new Float32Array(size.width))
  return (y: number): readonly Float32Array[] => {
    for (const [i, draw] of draws.entries()) draw(y, rows[i]!)
    return rows
  }
}

/** Less of a lamp than this cannot be seen. */
const LEAST_LAMP = 0.002

/** The sky grows lighter towards the horizon in so many steps, each under a tenth of a byte. */
const STEPS_OF_AIR = 512

/** Where lamps are, how far they glow, and how near the sky is: small planes, 0–1. */
type Lights = { lamps: Plane; glow: Plane; near: Plane }

async function findLights(
  signal: AbortSignal,
  raster: RgbaRaster,
  light: Plane,
  mask: Mask | undefined,
): Promise<Lights> {
  const around = await spread(signal, light, SURROUNDINGS_SHARE)
  const lamps = await spread(signal, await findLamps(signal, raster, around, stepOf(raster)), LAMP_SHARE)
  const sky = mask ? sample(mask, (index) => mask.data[index]! / 255) : emptyPlane(lamps)
  return {
    lamps,
    glow: await spread(signal, lamps, GLOW_SHARE),
    near: await spread(signal, sky, FRINGE_SHARE),
  }
}

/** Colours where no lamp shines, which is nearly everywhere: on the ground, and in the sky above a row. */
function createPlain(sky: NightSky | undefined, height: number, strength: number) {
  let air = NO_AIR
  const ground = createColourChange(inOklab((colour) => darkenColour(colour, UNLIT, NO_AIR, strength)))
  const above = createColourChange(inOklab((colour) => darkenColour(colour, OPEN_SKY, air, strength)))
  const rowsOfAir = Math.max(1, Math.floor(height / STEPS_OF_AIR))
  return {
    ground,
    above,
    /** Rows are entered from the top down. */
    enterRow(y: number): Oklab {
      if (sky && y % rowsOfAir === 0) {
        air = sky.airAt(y)
        above.forget()
      }
      return air
    },
  }
}

/** Day for night: moonlight on the ground, a deep sky, and lamps that stay as bright and warm as they were. */
async function darken(
  signal: AbortSignal,
  raster: RgbaRaster,
  sky: NightSky | undefined,
  most: number,
): Promise<RgbaRaster> {
  const light = sample(raster, lightnessOf(raster))
  const strength = most * dayOf(light)
  const mask = sky?.mask
  const { lamps, glow, near } = await findLights(signal, raster, light, mask)
  const rowsAt = createRows([lamps, glow, near], raster)
  const plain = createPlain(sky, raster.height, strength)
  const { width } = raster
  const out = { ...raster, data: new Uint8Array(raster.data.length) }
  const [from32, to32] = [pixelsOf(raster), pixelsOf(out)]
  const colour = new Float64Array(3)
  const lit: Lit = { ...UNLIT }
  const paintRow = (y: number) => {
    const [lampRow, glowRow, nearRow] = rowsAt(y) as [Float32Array, Float32Array, Float32Array]
    const air = plain.enterRow(y)
    for (let x = 0, index = y * width; x < width; x++, index++) {
      const covered = mask ? mask.data[index]! : 0
      const isUnlit = glowRow[x]! < LEAST_LAMP
      if (isUnlit && covered === 255) {
        to32[index] = plain.above.of(from32[index]!)
        continue
      }
      if (isUnlit && covered === 0 && nearRow[x]! <= FRINGE[0] && lampRow[x]! < LEAST_LAMP) {
        to32[index] = plain.ground.of(from32[index]!)
        continue
      }
      readOklab(raster.data, index * 4, colour)
      // What of the sky shines through leaves belongs to it.
      const fringe = ramp(nearRow[x]!, ...FRINGE) * ramp(colour[0]!, ...FRINGE_LIGHTNESS)
      lit.share = Math.max(covered / 255, fringe)
      lit.lamp = lampRow[x]!
      lit.glow = glowRow[x]!
      darkenColour(colour, lit, air, strength)
      writeOklab(out.data, index * 4, colour[0]!, colour[1]!, colour[2]!)
      out.data[index * 4 + 3] = raster.data[index * 4 + 3]!
    }
  }
  await eachBand(signal, raster, (from, to) => {
    for (let y = from; y < to; y++) paintRow(y)
  })
  return out
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
