import { LINEAR_OF_BYTE } from '@/lib/images/pixels/srgb'

/**
 * Cube roots of 0–1 from tables, because pixel loops ask for three each pixel and `Math.cbrt` takes ten times as long.
 * The first table holds what is dark, in finer steps: the error stays under a fifth of a byte.
 */
const STEPS = 4096
const DARK = 1 / 64
const tabulate = (most: number) =>
  Float32Array.from({ length: STEPS + 2 }, (_, step) => Math.cbrt((most * step) / STEPS))
const DARK_ROOTS = tabulate(DARK)
const ROOTS = tabulate(1)

/** The cube root of a value of linear light, 0–1. */
export function cubeRoot(value: number): number {
  const isDark = value < DARK
  const place = isDark ? value * (STEPS / DARK) : value * STEPS
  const low = place | 0
  const roots = isDark ? DARK_ROOTS : ROOTS
  const root = roots[low]!
  return root + (roots[low + 1]! - root) * (place - low)
}

/** The OKLab coordinates of the pixel whose red sample lies at `at`; matrices as in `lib/images/pixels/oklab.ts`. */
export function readOklab(data: Uint8Array, at: number, out: Float64Array): void {
  const red = LINEAR_OF_BYTE[data[at]!]!
  const green = LINEAR_OF_BYTE[data[at + 1]!]!
  const blue = LINEAR_OF_BYTE[data[at + 2]!]!
  const long = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const medium = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const short = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  out[0] = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
  out[1] = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
  out[2] = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
}
