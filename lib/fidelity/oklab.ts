import { LINEAR_OF_BYTE } from '@/lib/images/pixels/srgb'

/** Cube roots of 0–1 in this many steps, read with interpolation: small enough to stay in a processor's first cache. */
const ROOT_STEPS = 4096
const ROOTS = Float32Array.from({ length: ROOT_STEPS + 2 }, (_, i) => Math.cbrt(i / ROOT_STEPS))

function root(value: number): number {
  const at = value * ROOT_STEPS
  const low = at | 0
  return ROOTS[low]! + (ROOTS[low + 1]! - ROOTS[low]!) * (at - low)
}

/** Rows of OKLab values, one array for each axis. */
export type LabRow = { lightness: Float32Array; a: Float32Array; b: Float32Array }

export const createLabRow = (length: number): LabRow => ({
  lightness: new Float32Array(length),
  a: new Float32Array(length),
  b: new Float32Array(length),
})

type Samples = { data: Uint8Array; channels: number }

/** Linear light to OKLab (Ottosson, 2020: bottosson.github.io/posts/oklab). */
function store(r: number, g: number, b: number, out: LabRow, to: number): void {
  const l = root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  out.lightness[to] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  out.a[to] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  out.b[to] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
}

/**
 * Pixels of 8-bit sRGB as OKLab. Transparent ones are laid over mid grey, so that hidden colours count for nothing.
 * @param start index of the first pixel
 */
export function readLab(
  { data, channels }: Samples,
  start: number,
  count: number,
  out: LabRow,
  at = 0,
): void {
  if (channels === 3) {
    for (let i = 0, from = start * 3, to = at; i < count; i++, from += 3, to++) {
      const r = LINEAR_OF_BYTE[data[from]!]!
      store(r, LINEAR_OF_BYTE[data[from + 1]!]!, LINEAR_OF_BYTE[data[from + 2]!]!, out, to)
    }
    return
  }
  const hasAlpha = channels !== 1
  const isGrey = channels < 3
  for (let i = 0, from = start * channels, to = at; i < count; i++, from += channels, to++) {
    const alpha = hasAlpha ? data[from + channels - 1]! / 255 : 1
    const over = (value: number) => LINEAR_OF_BYTE[Math.round(128 + (value - 128) * alpha)]!
    const r = over(data[from]!)
    store(r, isGrey ? r : over(data[from + 1]!), isGrey ? r : over(data[from + 2]!), out, to)
  }
}

const DARK_STEPS = 512
/** Linear light of a dim room on a screen: below it differences are not seen, but OKLab stretches them without limit. */
const FLARE = 0.003
const DARK = Float32Array.from({ length: DARK_STEPS + 1 }, (_, i) => {
  const light = (i / DARK_STEPS) ** 3
  return (light / (light + FLARE)) ** (2 / 3)
})

/**
 * How much a difference counts at an OKLab lightness, 0–1: the slope of the cube root with a little flare added, over
 * its slope without. One code value of noise in black is a lightness of 0.07 otherwise.
 */
export const darkWeight = (lightness: number): number =>
  DARK[lightness <= 0 ? 0 : lightness >= 1 ? DARK_STEPS : (lightness * DARK_STEPS) | 0]!
