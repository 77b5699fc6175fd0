import { DEFAULT_QUALITY } from '@/lib/images/copies/export-limits'
import type { DownloadFormat } from '@/lib/studio/image-address'

/** What files are downloaded as; the quality of JPEG and WebP is 1 to 100. */
export type FileChoice = { format: DownloadFormat; quality: number }

export const FIRST_CHOICE: FileChoice = { format: 'png', quality: DEFAULT_QUALITY }

/** The choice that was kept as "jpeg 80"; the first one where nothing usable was. */
export function parseFileChoice(kept: string | null): FileChoice {
  const [, format, quality] = /^(png|jpeg|webp) ([1-9]\d?|100)$/.exec(kept ?? '') ?? []
  return format ? { format: format as DownloadFormat, quality: Number(quality) } : FIRST_CHOICE
}
