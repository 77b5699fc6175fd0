import type { Size } from '@/lib/images/raster'
import { type ChangeKind, changeKindOf, hasTellingRegions, isGeometry, sayKept } from './change-kind'
import { geometryOf, sayGeometry } from './geometry'
import { nameRegion } from './region-name'
import type { FidelityReport } from './report-schema'
import { toSentence } from './sentence'
import { formatShare } from './share'
import { nameTone } from './tone-words'

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

/** Where so much of what was kept is the very same, the rest was not redrawn. */
const EXACT_OF_KEPT = 0.97
/** With so much kept about half of it changed, with less most of it: both are worth a sentence. */
const HALF_KEPT = { from: 0.45, to: 0.55 }

const CHANGED_A_LITTLE = 'The whole picture changed a little, by more than saving it again would'

const SENTENCES: Record<ChangeKind, (report: FidelityReport) => string | undefined> = {
  identical: () => 'Nothing changed: every pixel is the original’s own.',
  unchanged: () => 'Nothing changed that can be told from noise.',
  cropped: () => undefined,
  turned: () => undefined,
  mirrored: () => undefined,
  extended: () => undefined,
  stretched: () => undefined,
  tone: (report) => `The whole picture changed ${nameTone(report)}; nothing else was touched.`,
  everywhere: () => `${CHANGED_A_LITTLE}; no part of it stands out.`,
  regions: ({ keptShare }) =>
    keptShare < HALF_KEPT.from
      ? 'Most of the picture changed.'
      : keptShare < HALF_KEPT.to
        ? 'About half of the picture changed.'
        : undefined,
  regions_and_tone: (report) => `Besides the regions the whole picture changed ${nameTone(report)}.`,
  regions_and_everywhere: () => `${CHANGED_A_LITTLE}; the regions stand out.`,
  whole: () => 'Hardly anything stayed as it was. That is expected of a style or a new light.',
  unsure: (report) =>
    report.regions.length > 0 ? undefined : 'No change was found, as far as the two can be compared.',
  unplaced: () => 'Either it shows something else, or all of it was drawn anew.',
}

/** Of a composite, or an edit of a selection: what no model can promise. Of fine grain: that it is there. */
function describeExact(report: FidelityReport, kind: ChangeKind): string | undefined {
  const { exactShare } = report
  if (kind === 'unchanged' && exactShare !== null && exactShare < 1)
    return `${formatShare(exactShare)} of the pixels are the original’s own; the others differ as finely as grain, or as saving again leaves them.`
  if (exactShare === null || exactShare === 1 || !hasTellingRegions(report)) return undefined
  const isKept = exactShare >= EXACT_OF_KEPT * report.keptShare
  if (!isKept) return undefined
  // A share over what was kept reads as a contradiction until it is said where the rest lies.
  const [same, kept] = [formatShare(exactShare), formatShare(report.keptShare)]
  const where = exactShare > report.keptShare && same !== kept ? ', some of them within the regions' : ''
  return `${same} of the pixels are the original’s own, sample for sample${where}.`
}

/** What became of the frame, and what that means for the numbers. */
function describeGeometry(report: FidelityReport, kind: ChangeKind): string | undefined {
  const said = sayGeometry(report)
  if (said === undefined) return undefined
  const { isCropped, isExtended } = geometryOf(report)
  if (report.exactShare === 1)
    return `${said}; every pixel of ${isExtended ? 'the photo in it' : 'it'} is the original’s own.`
  if (isGeometry(kind)) return `${said}; nothing else changed that can be told from noise.`
  return isCropped ? `${said}; shares are of what is left.` : `${said}.`
}

const WARNINGS: Partial<Record<ChangeKind, string[]>> = {
  unsure: ['It is not certain how the result lies on the original. Shares and regions are rough.'],
  unplaced: ['The result could not be placed on the original, so nothing can be proved.'],
}

/**
 * A report in words that can be read aloud.
 * @param picture size of the original
 */
export function describeReport(report: FidelityReport, picture: Size): Description {
  const kind = changeKindOf(report)
  const sentences = [describeGeometry(report, kind), SENTENCES[kind](report), describeExact(report, kind)]
  return {
    kept: sayKept(kind, report.keptShare),
    warnings: WARNINGS[kind] ?? [],
    sentences: sentences.filter((sentence) => sentence !== undefined).map(toSentence),
    regions: report.regions.map(
      (region) =>
        `${nameRegion(region, picture)}, ${region.width} × ${region.height} px, ${formatShare(region.areaShare)} of the picture, distance ${region.meanDistance.toFixed(3)}`,
    ),
  }
}
