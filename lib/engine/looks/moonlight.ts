import { type Oklab, withClouds } from './night-sky'

/** Lightness of white by moonlight; everything below it falls steeply. */
const MOONLIT_WHITE = 0.61
/** By night the eye sees hardly any colour, and what it sees looks blue. */
const SATURATION = 0.36
const MOONLIGHT = { a: -0.009, b: -0.056 }
/** What lamps add to what lies around them. */
const GLOW = { lightness: 0.22, a: 0.03, b: 0.085 }

/** What falls on a pixel: how much of it is sky and lamp, and how much of a glow lies over it; 0–1. */
export type Lit = { share: number; lamp: number; glow: number }
export const UNLIT: Lit = { share: 0, lamp: 0, glow: 0 }
export const OPEN_SKY: Lit = { share: 1, lamp: 0, glow: 0 }
/** Where no sky is, its colour counts for nothing. */
export const NO_AIR: Oklab = [0, 0, 0]

/** One colour by night. @param air the sky's own there; it counts by `share` */
export function darkenColour(
  colour: Float64Array,
  { share, lamp, glow }: Lit,
  air: Oklab,
  strength: number,
): void {
  const [lightness, a, b] = [colour[0]!, colour[1]!, colour[2]!]
  // To the power of one and a half, a root is quicker than a power.
  const moonlit = MOONLIT_WHITE * lightness * Math.sqrt(Math.max(0, lightness))
  const sunk = Math.min(1, moonlit * 4)
  const own = lamp * (1 - share)
  const light = mix(moonlit, withClouds(air[0], lightness), share, lightness, own)
  const green = mix(a * SATURATION + MOONLIGHT.a * sunk, air[1], share, a * 1.1, own) + GLOW.a * glow
  const blue = mix(b * SATURATION + MOONLIGHT.b * sunk, air[2], share, b * 1.1, own) + GLOW.b * glow
  colour[0] = lightness + (light + GLOW.lightness * glow * (1 - own) - lightness) * strength
  colour[1] = a + (green - a) * strength
  colour[2] = b + (blue - b) * strength
}

function mix(ground: number, air: number, share: number, lit: number, lamp: number): number {
  const dark = ground + (air - ground) * share
  return dark + (lit - dark) * lamp
}
