import { orientationOf } from './orientation'
import type { FidelityReport } from './report-schema'
import { toSentence } from './sentence'
import { formatShare } from './share'

/** What happened to the frame of a picture, apart from its size. */
export type Geometry = {
  /** Left to right, before it was turned. */
  isMirrored: boolean
  /** By how much the result was turned, −180 to 180; 0 when nobody sees it. */
  clockwiseDeg: number
  /** How many times wider than high its px have become: under 1 higher than wide, 1 when nobody sees it. */
  stretch: number
  isCropped: boolean
  /** It shows more than the original has. */
  isExtended: boolean
}

/** A smaller turn is what a model that redraws everything leaves behind. */
const LEAST_TURN_DEG = 0.2
/** A smaller stretch is what a model leaves that rounds the sides of a picture to steps of its own. */
const LEAST_STRETCH = 1.03
/** A smaller part that is missing, or new, is a border of some px. */
const LEAST_PART = 0.005

/** Nothing is said of a result of which it is not certain how it lies. */
export function geometryOf({ alignment, shownShare, addedShare }: FidelityReport): Geometry {
  if (!alignment.reliable)
    return { isMirrored: false, clockwiseDeg: 0, stretch: 1, isCropped: false, isExtended: false }
  const { isMirrored, quarters } = orientationOf(alignment)
  const clockwise = (isMirrored ? 1 : -1) * alignment.rotationDeg
  const rest = clockwise - 90 * Math.round(clockwise / 90)
  const stretch = alignment.scaleY / Math.abs(alignment.scaleX)
  const whole = 90 * (quarters === 3 ? -1 : quarters)
  return {
    isMirrored,
    clockwiseDeg: whole + (Math.abs(rest) < LEAST_TURN_DEG ? 0 : rest),
    stretch: Math.max(stretch, 1 / stretch) < LEAST_STRETCH ? 1 : stretch,
    isCropped: 1 - shownShare > LEAST_PART,
    isExtended: addedShare > LEAST_PART,
  }
}

/** "turned by 90° clockwise", "turned by 2.5° counter-clockwise" */
function sayTurn(degrees: number): string {
  const shown = Math.abs(Number(degrees.toFixed(1)))
  return `turned by ${shown}°${shown === 180 ? '' : degrees > 0 ? ' clockwise' : ' counter-clockwise'}`
}

/** "stretched by 60 % in height" */
const sayStretch = (stretch: number): string =>
  `stretched by ${Math.round(100 * (Math.max(stretch, 1 / stretch) - 1))} % in ${stretch > 1 ? 'width' : 'height'}`

/** "Mirrored left to right and cropped to 64.0 % of the photo"; undefined where only the size may have changed. */
export function sayGeometry(report: FidelityReport): string | undefined {
  const { isMirrored, clockwiseDeg, stretch, isCropped, isExtended } = geometryOf(report)
  const isUpsideDown = isMirrored && Math.abs(clockwiseDeg) === 180
  const words = [
    isMirrored && `mirrored ${isUpsideDown ? 'top to bottom' : 'left to right'}`,
    clockwiseDeg !== 0 && !isUpsideDown && sayTurn(clockwiseDeg),
    stretch !== 1 && sayStretch(stretch),
    isCropped && `cropped to ${formatShare(report.shownShare)} of the photo`,
    isExtended && `extended (${formatShare(report.addedShare)} of the result is new)`,
  ].filter((word) => word !== false)
  if (words.length === 0) return undefined
  const sentence = [words.slice(0, -1).join(', '), words.at(-1)].filter((part) => part !== '').join(' and ')
  return toSentence(sentence)
}
