import { DEFAULT_QUALITY } from '@/lib/images/export-limits'
import { DOWNLOAD_FORMATS, type DownloadFormat } from '@/lib/studio/image-address'

/** What files are downloaded as; the quality of JPEG and WebP is 1 to 100. */
export type FileChoice = { format: DownloadFormat; quality: number }

export const FIRST_CHOICE: FileChoice = { format: 'png', quality: DEFAULT_QUALITY }

/** Undefined where as little is to be lost as can be, and for a PNG, which loses nothing. */
export const qualityOf = ({ format, quality }: FileChoice): number | undefined =>
  format === 'png' || quality === DEFAULT_QUALITY ? undefined : quality

/** The choice that was kept as "jpeg 80"; the first one where nothing usable was. */
export function parseFileChoice(kept: string | null): FileChoice {
  const [word, digits] = (kept ?? '').split(' ')
  const format = DOWNLOAD_FORMATS.find(({ value }) => value === word)?.value
  const quality = Number(digits)
  const isUsable = format && Number.isInteger(quality) && quality >= 1 && quality <= 100
  return isUsable ? { format, quality } : FIRST_CHOICE
}
