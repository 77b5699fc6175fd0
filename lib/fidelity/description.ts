import type { Size } from '@/lib/images/raster'
import type { FidelityReport, Region } from './report-schema'

export type Description = {
  /** "kept 97.3 %" */
  kept: string
  /** What is to be known before any number is believed; empty when nothing is. */
  warnings: string[]
  /** Sentences about the whole picture. */
  sentences: string[]
  /** One line for each region, largest first: "Centre right, 791 × 603 px, 42.9 % of the picture, distance 0.263". */
  regions: string[]
}

/** Under this share of kept pixels the whole picture changed. */
const WHOLE_PICTURE_UNDER = 0.1
/** OKLab distances from which on a drift can be seen, and is clear. */
const [VISIBLE_DRIFT, CLEAR_DRIFT] = [0.006, 0.02]

/** "97.3 %"; never 100.0 % or 0.0 % unless it is exactly so. */
export function formatShare(share: number): string {
  const percent = 100 * share
  const shown = share > 0 && share < 1 ? Math.min(99.9, Math.max(0.1, percent)) : percent
  return `${shown.toFixed(1)} %`
}

/** Where a region lies, by the ninth of the picture that its middle is in: "Centre right", "Upper left", "Centre". */
export function nameRegion(region: Pick<Region, 'x' | 'y' | 'width' | 'height'>, picture: Size): string {
  const third = (middle: number, length: number) => Math.min(2, Math.floor((3 * middle) / length))
  const column = third(region.x + region.width / 2, picture.width)
  const row = third(region.y + region.height / 2, picture.height)
  if (row === 1) return ['Centre left', 'Centre', 'Centre right'][column]!
  return `${row === 0 ? 'Upper' : 'Lower'} ${['left', 'centre', 'right'][column]}`
}

/** True where hardly anything was kept, as by a style or a new background light: then regions say nothing. */
export const isWholePictureChanged = ({ keptShare }: FidelityReport): boolean =>
  keptShare < WHOLE_PICTURE_UNDER

function describeDrift({ drift: { lightness, a, b } }: FidelityReport): string | undefined {
  if (Math.hypot(lightness, a, b) < VISIBLE_DRIFT) return undefined
  const words: string[] = []
  const add = (value: number, more: string, less: string) => {
    if (Math.abs(value) >= VISIBLE_DRIFT / 2) words.push(value > 0 ? more : less)
  }
  add(lightness, 'lighter', 'darker')
  add(b, 'warmer', 'cooler')
  add(a, 'more magenta', 'greener')
  const amount = Math.hypot(lightness, a, b) < CLEAR_DRIFT ? 'slightly ' : ''
  return `The whole picture became ${amount}${words.join(', ')}.`
}

function describeSize({ alignment }: FidelityReport, picture: Size, result?: Size): string | undefined {
  if (!result || !alignment.reliable) return undefined
  const right = alignment.shiftX + alignment.scaleX * result.width
  const bottom = alignment.shiftY + alignment.scaleY * result.height
  const width = Math.min(picture.width, right) - Math.max(0, alignment.shiftX)
  const height = Math.min(picture.height, bottom) - Math.max(0, alignment.shiftY)
  const shown = Math.max(0, width / picture.width) * Math.max(0, height / picture.height)
  return shown > 0.995
    ? undefined
    : `The result shows ${formatShare(shown)} of the original; the rest was cut off.`
}

/**
 * A report in words that can be read aloud.
 * @param picture size of the original
 * @param result size of the result, to tell what was cut off
 */
export function describeReport(report: FidelityReport, picture: Size, result?: Size): Description {
  const isWhole = isWholePictureChanged(report)
  const sentences = [
    isWhole ? 'The whole picture changed. That is expected of a style or a new light.' : undefined,
    !isWhole && report.regions.length === 0 ? 'Nothing changed that can be told from noise.' : undefined,
    isWhole ? undefined : describeDrift(report),
    describeSize(report, picture, result),
  ]
  return {
    kept: `kept ${formatShare(report.keptShare)}`,
    warnings: report.alignment.reliable
      ? []
      : ['It is not certain how the result lies on the original. Shares and regions are rough.'],
    sentences: sentences.filter((sentence) => sentence !== undefined),
    regions: report.regions.map(
      (region) =>
        `${nameRegion(region, picture)}, ${region.width} × ${region.height} px, ${formatShare(region.areaShare)} of the picture, distance ${region.meanDistance.toFixed(3)}`,
    ),
  }
}
