import type { FidelityReport } from './report-schema'

/** A part of a drift under this is not worth a word: OKLab distance, its share of the whole, and a slope. */
const [LEAST_SHIFT, LEAST_OF_ALL, LEAST_SLOPE] = [0.003, 0.25, 0.03]
/** Up to the first a tint is slight, from the second on it is much (OKLab). */
const [SLIGHT, MUCH] = [0.012, 0.036]

const NO_COLOUR = -0.95
/** Older reports took contrast and saturation from slopes of the fit, of which the eye may see the contrary. */
const MEASURED_SINCE_VERSION = 7

const percent = (share: number): string =>
  `${share < 0 ? '−' : '+'}${Math.max(1, Math.round(Math.abs(share) * 100))} %`

const degree = (shift: number): string =>
  Math.abs(shift) < SLIGHT ? 'slightly' : Math.abs(shift) < MUCH ? 'clearly' : 'much'

type Tint = { a: number; b: number }
const lengthOf = ({ a, b }: Tint): number => Math.hypot(a, b)

/** Colours by their OKLab hue in degrees. */
const HUES = [
  [25, 'red'],
  [65, 'orange'],
  [105, 'yellow'],
  [145, 'green'],
  [195, 'teal'],
  [255, 'blue'],
  [305, 'purple'],
  [350, 'pink'],
] as const

function nameHue({ a, b }: Tint): string {
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
  const away = (other: number) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other))
  return HUES.toSorted(([one], [other]) => away(one) - away(other))[0]![1]
}

/** Lights and shadows that went apart by this, and do not point the same way, were toned each on its own. */
const APART = 0.016
const SAME_WAY = 0.5
const LEAST_TINT = 0.008
/** With so little of the other's tint, one of them has none. */
const ALONE = 0.25

/** "Shadows towards teal, highlights towards orange"; empty where one tint lies on all. */
function nameSplit({ shadows, highlights }: FidelityReport['drift']): string[] {
  if (!shadows || !highlights) return []
  const [dark, light] = [lengthOf(shadows), lengthOf(highlights)]
  const along = shadows.a * highlights.a + shadows.b * highlights.b
  const isApart = Math.hypot(highlights.a - shadows.a, highlights.b - shadows.b) >= APART
  const isOneSided = Math.min(dark, light) < ALONE * Math.max(dark, light)
  if (!isApart || (!isOneSided && along > SAME_WAY * dark * light)) return []
  return [
    dark >= LEAST_TINT && `shadows towards ${nameHue(shadows)}`,
    light >= LEAST_TINT && `highlights towards ${nameHue(highlights)}`,
  ].filter((word) => word !== false)
}

/** "clearly warmer, slightly greener" */
function nameTint({ a, b, distance }: FidelityReport['drift']): string[] {
  const least = Math.max(LEAST_SHIFT, LEAST_OF_ALL * distance)
  return [
    Math.abs(b) >= least && `${degree(b)} ${b > 0 ? 'warmer' : 'cooler'}`,
    Math.abs(a) >= least && `${degree(a)} ${a > 0 ? 'more magenta' : 'greener'}`,
  ].filter((word) => word !== false)
}

/** "in tone (lightness +4 %, contrast +9 %), with darker edges (−15 %)" */
export function nameTone({ drift, version }: FidelityReport): string {
  const isMeasured = version >= MEASURED_SINCE_VERSION
  const { lightness, contrast, saturation, distance, edges = 0 } = drift
  const light = [
    Math.abs(lightness) >= Math.max(LEAST_SHIFT, LEAST_OF_ALL * distance) &&
      `lightness ${percent(lightness)}`,
    isMeasured && Math.abs(contrast) >= LEAST_SLOPE && `contrast ${percent(contrast)}`,
  ].filter((word) => word !== false)
  const split = nameSplit(drift)
  const tints = [
    ...(split.length > 0 ? split : nameTint(drift)),
    ...(isMeasured && Math.abs(saturation) >= LEAST_SLOPE ? [`saturation ${percent(saturation)}`] : []),
  ]
  // Where all of it went, a picture also looks cooler or greener.
  const colour = saturation <= NO_COLOUR ? ['no colour left'] : tints
  const kind =
    light.length > 0 && colour.length > 0 ? 'tone and colour' : colour.length > 0 ? 'colour' : 'tone'
  const words = [...light, ...colour].join(', ')
  const inKind = words ? `in ${kind} (${words})` : `in ${kind}`
  return edges < 0 ? `${inKind}, with darker edges (${percent(edges)})` : inKind
}
