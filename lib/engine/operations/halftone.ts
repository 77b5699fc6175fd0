import { createEffect } from '@/lib/engine/effect'
import { eachBand } from '@/lib/engine/pixels/bands'
import { blend } from '@/lib/engine/pixels/blend'
import { blurRaster } from '@/lib/engine/pixels/raster-blur'
import { describeTarget } from '@/lib/engine/target'
import { LINEAR_OF_BYTE, toByte } from '@/lib/images/pixels/srgb'
import type { RgbaRaster } from '@/lib/images/raster'

/** Screens of cyan, magenta, yellow and black at the angles printers use, in degrees. */
const ANGLES = [15, 75, 0, 45].map((degrees) => (degrees * Math.PI) / 180)
/** Dots across 1000 pixels of the longer side. */
const DOTS_PER_1000_PX = 110
/** Inks as they lie on paper, in linear light: what each lets through of red, green and blue. */
const INKS = [
  [0.02, 0.36, 0.82],
  [0.82, 0.03, 0.28],
  [1, 0.83, 0.02],
  [0.03, 0.03, 0.03],
] as const

/** How far a place lies inside the dot of its cell, from its share of ink: smooth over about a pixel. */
function inkAt(x: number, y: number, angle: number, cellPx: number, share: number): number {
  const u = (x * Math.cos(angle) + y * Math.sin(angle)) / cellPx
  const v = (y * Math.cos(angle) - x * Math.sin(angle)) / cellPx
  const wave = (Math.cos(2 * Math.PI * u) + Math.cos(2 * Math.PI * v)) / 4 + 0.5
  const sharp = cellPx / 2.2
  return Math.min(1, Math.max(0, 0.5 + (share - (1 - wave)) * sharp))
}

async function print(
  signal: AbortSignal,
  raster: RgbaRaster,
  smooth: RgbaRaster,
  cellPx: number,
): Promise<RgbaRaster> {
  const { width } = raster
  const data = raster.data.slice()
  await eachBand(signal, raster, (from, to) => {
    for (let y = from; y < to; y++)
      for (let x = 0, at = y * width * 4; x < width; x++, at += 4) {
        const [red, green, blue] = [0, 1, 2].map((channel) => smooth.data[at + channel]! / 255) as [
          number,
          number,
          number,
        ]
        const black = Math.max(0, 1 - Math.max(red, green, blue)) ** 1.4
        const rest = Math.max(1e-3, 1 - black)
        const shares = [
          (1 - red - black) / rest,
          (1 - green - black) / rest,
          (1 - blue - black) / rest,
          black,
        ]
        const light = [1, 1, 1]
        for (const [ink, through] of INKS.entries()) {
          const covered = inkAt(x, y, ANGLES[ink]!, cellPx, Math.min(1, Math.max(0, shares[ink]!)))
          for (let channel = 0; channel < 3; channel++)
            light[channel] = light[channel]! * (1 - covered + covered * through[channel]!)
        }
        for (let channel = 0; channel < 3; channel++)
          data[at + channel] = toByte(light[channel]! * LINEAR_OF_BYTE[250]!)
      }
  })
  return { ...raster, data }
}

/** Coloured dots as in a printed comic. */
export const halftone = createEffect({
  op: 'halftone',
  say: [
    'halftone dots/print/pop/pattern? art?',
    'pop art halftone/dots dots?',
    'halftone pop art',
    'half tone',
    'newspaper print/dots?',
    'ben day/dots dots?',
  ],
  examples: ['halftone pop art'],
  describe: (_, target) => `print ${describeTarget(target)} in halftone dots`,
  shows: 'local',
  async apply(signal, raster, amount) {
    const cellPx = Math.max(4, Math.max(raster.width, raster.height) / DOTS_PER_1000_PX)
    const printed = await print(signal, raster, await blurRaster(signal, raster, cellPx / 4), cellPx)
    return blend(signal, raster, printed, Math.min(1, amount))
  },
})
