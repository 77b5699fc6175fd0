/** Colours by which things are called. */
export const HUES = [
  'red',
  'orange',
  'yellow',
  'green',
  'turquoise',
  'blue',
  'purple',
  'pink',
  'brown',
  'white',
  'black',
  'grey',
] as const
export type Hue = (typeof HUES)[number]

/** Where a colour lies in OKLab: middle and half-width of its hue in degrees; lightness and chroma it needs. */
type Range = {
  hue?: readonly [middle: number, reach: number]
  lightness?: readonly [least: number, most: number]
  chroma?: readonly [least: number, most: number]
}

/** Set by looking at paint charts and at the bundled photos. Neighbours overlap, as the words do. */
const RANGES: Record<Hue, Range> = {
  red: { hue: [22, 20], chroma: [0.07, 1] },
  orange: { hue: [56, 18], chroma: [0.07, 1], lightness: [0.4, 1] },
  yellow: { hue: [98, 24], chroma: [0.06, 1], lightness: [0.5, 1] },
  green: { hue: [138, 32], chroma: [0.035, 1] },
  turquoise: { hue: [190, 26], chroma: [0.04, 1] },
  blue: { hue: [255, 36], chroma: [0.04, 1] },
  purple: { hue: [310, 26], chroma: [0.05, 1] },
  pink: { hue: [358, 24], chroma: [0.06, 1] },
  brown: { hue: [60, 32], chroma: [0.03, 0.13], lightness: [0.15, 0.6] },
  white: { chroma: [-1, 0.035], lightness: [0.82, 2] },
  black: { chroma: [-1, 0.05], lightness: [-1, 0.28] },
  grey: { chroma: [-1, 0.03], lightness: [0.3, 0.8] },
}
/** Over how much a colour fades out of its range: degrees, chroma, lightness. */
const FADE = { hue: 10, chroma: 0.025, lightness: 0.08 }

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

const within = (value: number, [least, most]: readonly [number, number], fade: number): number =>
  clamp(1 - (least - value) / fade) * clamp(1 - (value - most) / fade)

/** Angle between two hues in degrees, 0–180. */
export function hueDistance(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360
  return turn > 180 ? 360 - turn : turn
}

export const hueOf = (a: number, b: number): number => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360

/** How much an OKLab colour is what people call by that name, 0–1. */
export function likenessOf(hue: Hue, lightness: number, a: number, b: number): number {
  const range = RANGES[hue]
  const chroma = Math.hypot(a, b)
  const byHue = range.hue ? within(hueDistance(hueOf(a, b), range.hue[0]), [-1, range.hue[1]], FADE.hue) : 1
  const byChroma = range.chroma ? within(chroma, range.chroma, FADE.chroma) : 1
  const byLightness = range.lightness ? within(lightness, range.lightness, FADE.lightness) : 1
  return byHue * byChroma * byLightness
}
