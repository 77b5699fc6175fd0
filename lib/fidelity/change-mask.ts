import { WINDOW_REACH_PX } from './change-samples'
import { findComponents, paintComponents } from './components'
import { DISTANCE_STEP, type DistanceMaps } from './distance-map'
import { close } from './morphology'

/** A changed area needs some pixels this many times over the floor … */
const STRONG_TIMES_FLOOR = 2
const MIN_STRONG_PX = 8
/** … and to be larger than this: smaller ones are what codecs leave behind. */
const MIN_AREA_PX = 24
const MIN_AREA_SHARE = 1.5e-5
/** Gaps up to twice this share of the long side belong to the area around them. */
const CLOSE_SHARE = 0.004
/** Holes up to this share of the whole changed area are filled: the edit happened to hit the same colour. */
const HOLE_SHARE = 0.02
/** A border pixel whose own distance is under this part of what stands further inside was only touched by the window. */
const TOUCHED_ONLY = 0.3

type Mask = Uint8Array<ArrayBuffer>

/** The pixels over the floor, as a mask of 0 and 255. */
function threshold(evident: Uint8Array, from: number): Mask {
  const mask = new Uint8Array(evident.length)
  for (let i = 0; i < mask.length; i++) mask[i] = evident[i]! >= from ? 255 : 0
  return mask
}

/** The strongest evidence as far away as the window reaches: what stands inside, seen from the border. */
function levelAround(evident: Uint8Array, index: number, reaches: readonly number[]): number {
  let level = 0
  for (const reach of reaches) level = Math.max(level, evident[index + reach] ?? 0)
  return level
}

/** Takes back what the window grew beyond the true outline: as many peels as the window reaches. */
function peel(mask: Mask, { width, height, evident, plain }: DistanceMaps, floorValue: number): void {
  const reaches = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => WINDOW_REACH_PX * (y * width + x)))
  for (let round = 0; round < WINDOW_REACH_PX; round++) {
    const shed: number[] = []
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        if (mask[i] === 0) continue
        const isBorder =
          (x > 0 && mask[i - 1] === 0) ||
          (x < width - 1 && mask[i + 1] === 0) ||
          (y > 0 && mask[i - width] === 0) ||
          (y < height - 1 && mask[i + width] === 0)
        if (isBorder && plain[i]! < Math.max(floorValue, TOUCHED_ONLY * levelAround(evident, i, reaches)))
          shed.push(i)
      }
    for (const i of shed) mask[i] = 0
  }
}

function fillHoles(mask: Mask, maps: DistanceMaps): void {
  const { width, height } = maps
  let changedPx = 0
  for (let i = 0; i < mask.length; i++) {
    if (mask[i]) changedPx++
    mask[i] = mask[i] ? 0 : 255
  }
  const gaps = findComponents(mask, maps)
  const mostPx = Math.max(MIN_AREA_PX, HOLE_SHARE * changedPx)
  paintComponents(mask, width, gaps, 0, (gap) => {
    const touchesBorder =
      gap.x === 0 || gap.y === 0 || gap.x + gap.width === width || gap.y + gap.height === height
    return gap.areaPx <= mostPx && !touchesBorder
  })
  for (let i = 0; i < mask.length; i++) mask[i] = mask[i] ? 0 : 255
}

function dropSpecks(mask: Mask, maps: DistanceMaps, strongFrom: number): void {
  const minAreaPx = Math.max(MIN_AREA_PX, MIN_AREA_SHARE * mask.length)
  const parts = findComponents(mask, maps, maps.evident, strongFrom)
  paintComponents(
    mask,
    maps.width,
    parts,
    0,
    (part) => part.areaPx < minAreaPx || part.strongPx < MIN_STRONG_PX,
  )
}

/**
 * Which pixels changed: over the floor, joined to a strong change (hysteresis), trimmed to the true outline, small gaps
 * closed, small holes filled, specks dropped. 255 = changed.
 */
export function toChangeMask(maps: DistanceMaps, floorDistance: number): Mask {
  const floorValue = Math.max(1, Math.round(floorDistance / DISTANCE_STEP))
  const strongFrom = Math.min(255, STRONG_TIMES_FLOOR * floorValue)
  const mask = threshold(maps.evident, floorValue)
  dropSpecks(mask, maps, strongFrom)
  peel(mask, maps, floorValue)
  const reach = Math.max(2, Math.round(CLOSE_SHARE * Math.max(maps.width, maps.height)))
  close(mask, maps, reach)
  fillHoles(mask, maps)
  dropSpecks(mask, maps, 0)
  return mask
}
