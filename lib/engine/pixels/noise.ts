import type { Plane } from './gaussian'

/** Noise of a place: the same for the same place, however much of the picture is looked at. */
export type Noise = (x: number, y: number) => number

/** White noise between −0.5 and 0.5; the mixing of bits is that of MurmurHash3 (Austin Appleby, public domain). */
export function createNoise(random: () => number): Noise {
  const seed = Math.floor(random() * 4_294_967_296)
  return (x, y) => {
    let mixed = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296 - 0.5
  }
}

/** The noise of some rows from `top` on. */
export function noisePlane(size: { width: number; height: number }, top: number, noise: Noise): Plane {
  const { width, height } = size
  const data = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at++) data[at] = noise(x, y + top)
  return { width, height, data }
}

/** Standard deviation of this noise, and what a Gaussian blur leaves of it. */
const DEVIATION = Math.sqrt(1 / 12)
export const deviationAfter = (sigma: number): number =>
  DEVIATION / Math.max(1, 2 * sigma * Math.sqrt(Math.PI))
