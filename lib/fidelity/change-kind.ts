import { geometryOf } from './geometry'
import type { FidelityReport } from './report-schema'
import { formatShare } from './share'

/** Under this share of kept pixels the whole picture changed. */
const WHOLE_PICTURE_UNDER = 0.1
/** Without a place on the original, a rough look finds this much of it even in other photos. */
const ALIKE_BY_CHANCE = 0.5
/** From this OKLab distance on a drift of the whole picture can be seen. */
const VISIBLE_DRIFT = 0.006

/**
 * Saving a photo again disturbs less than this: JPEG at quality 40 has a noise floor under 0.027 and an SSIM over 0.91 on
 * the sample photos. What lies beyond is grain, or a change of all colours that no drift explains.
 */
const SAVED_AGAIN = { noiseFloor: 0.03, ssim: 0.85 }

/** What kind of change a report tells of; the words for it are below, and in the pane. */
export const CHANGE_KINDS = [
  'identical',
  'unchanged',
  'cropped',
  'turned',
  'mirrored',
  'extended',
  'stretched',
  'tone',
  'everywhere',
  'regions',
  'regions_and_tone',
  'regions_and_everywhere',
  'whole',
  'unsure',
  'unplaced',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

const GEOMETRY_KINDS = ['cropped', 'turned', 'mirrored', 'extended', 'stretched'] as const
type GeometryKind = (typeof GEOMETRY_KINDS)[number]

/** True where nothing but the frame changed. */
export const isGeometry = (kind: ChangeKind): kind is GeometryKind =>
  GEOMETRY_KINDS.some((geometry) => geometry === kind)

const CHANGES_ALL: readonly ChangeKind[] = [
  'tone',
  'everywhere',
  'regions_and_tone',
  'regions_and_everywhere',
  'whole',
  'unplaced',
]

/** True where no pixel was left alone, whatever the regions are. */
export const isOfAll = (kind: ChangeKind): boolean => CHANGES_ALL.includes(kind)

export function changeKindOf(report: FidelityReport): ChangeKind {
  if (isIdentical(report)) return 'identical'
  if (!report.alignment.reliable) return report.keptShare < ALIKE_BY_CHANCE ? 'unplaced' : 'unsure'
  if (isWholePictureChanged(report)) return 'whole'
  const hasRegions = report.regions.length > 0
  if (isToneChanged(report)) return hasRegions ? 'regions_and_tone' : 'tone'
  if (isDisturbed(report)) return hasRegions ? 'regions_and_everywhere' : 'everywhere'
  return hasRegions ? 'regions' : (nameGeometry(report) ?? 'unchanged')
}

/** Not a column less, and not one more. */
const isIdentical = (report: FidelityReport): boolean =>
  report.exactShare === 1 &&
  report.shownShare === 1 &&
  report.addedShare === 0 &&
  nameGeometry(report) === undefined

/** What was done where nothing but the geometry changed: what is new is never left unsaid. */
function nameGeometry(report: FidelityReport): GeometryKind | undefined {
  const { isMirrored, clockwiseDeg, stretch, isCropped, isExtended } = geometryOf(report)
  if (isExtended) return 'extended'
  if (isMirrored) return 'mirrored'
  if (clockwiseDeg !== 0) return 'turned'
  if (stretch !== 1) return 'stretched'
  return isCropped ? 'cropped' : undefined
}

const isDisturbed = ({ noiseFloor, outside }: FidelityReport): boolean =>
  noiseFloor > SAVED_AGAIN.noiseFloor || outside.ssim < SAVED_AGAIN.ssim

const isToneChanged = ({ drift: { lightness, a, b, distance, edges = 0 } }: FidelityReport): boolean =>
  edges < 0 || Math.max(distance, Math.hypot(lightness, a, b)) >= VISIBLE_DRIFT

const isWholePictureChanged = ({ keptShare }: FidelityReport): boolean => keptShare < WHOLE_PICTURE_UNDER

/** False where hardly anything was kept, as by a style or a new light, or nothing was recognised: nothing is outside then. */
export function hasKeptPart(report: FidelityReport): boolean {
  const kind = changeKindOf(report)
  return kind !== 'whole' && kind !== 'unplaced'
}

/** False where there are none, or they say nothing. */
export const hasTellingRegions = (report: FidelityReport): boolean =>
  report.regions.length > 0 && hasKeptPart(report)

/** How much was kept, and what that number does not tell; where no number tells it, words alone. */
export type KeptWords = { share?: string; words?: string }

export function tellKept(kind: ChangeKind, keptShare: number): KeptWords {
  if (kind === 'identical') return { words: 'nothing changed' }
  if (isGeometry(kind)) return { words: `only ${kind}` }
  if (kind === 'tone') return { words: 'only the tone changed' }
  if (kind === 'everywhere') return { words: 'all of it changed a little' }
  if (kind === 'whole') return { words: 'the whole picture changed' }
  if (kind === 'unplaced') return { words: 'not found on the original' }
  if (kind === 'unsure') return { share: `kept about ${Math.round(100 * keptShare)} %` }
  const share = `kept ${formatShare(keptShare)}`
  if (kind === 'regions_and_tone') return { share, words: 'tone changed' }
  return kind === 'regions_and_everywhere' ? { share, words: 'all of it a little changed' } : { share }
}

/** What a pane says of a result, in one line. */
export function sayKept(kind: ChangeKind, keptShare: number): string {
  const { share, words } = tellKept(kind, keptShare)
  return [share, words].filter((part) => part !== undefined).join(', ')
}
