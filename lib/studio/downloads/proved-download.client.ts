import { AppError, isAppError, toReport } from '@/lib/errors'
import { type ExportProof, readProof } from '@/lib/history/downloads/export-proof'
import { FILE_ENDINGS } from '@/lib/images/limits'
import { readReply } from '@/lib/images/upload/send-body.client'
import type { ProofSlice } from '@/lib/studio/downloads/proof-slice'
import { saveFile } from '@/lib/studio/downloads/save-file.client'
import type { DownloadFormat } from '@/lib/studio/image-address'
import type { NoticesSlice } from '@/lib/studio/notices-slice'

export type ProvedDownload = {
  editId: string
  address: string
  /** What the file shall be called, without its ending. */
  name: string
  format: DownloadFormat
}

/** In Details; the first sentence is said beside the stage as well. */
const WORDS: Record<ExportProof, string> = {
  file: 'Proof checked. Outside the mask every sample of the downloaded file is the original’s own.',
  stored:
    'Proof checked. It holds for the stored picture; the downloaded file was coded anew, which changes every pixel a little.',
  unchecked: 'Proof not checked. The mask that it needs is not stored here.',
}

/**
 * Fetches a composite, which the server proves before it hands it out, saves it, and says what became of the proof. A
 * refused one is not saved.
 */
export async function downloadProved(
  signal: AbortSignal,
  studio: Pick<ProofSlice, 'tellProof'> & Pick<NoticesSlice, 'say'>,
  { editId, address, name, format }: ProvedDownload,
): Promise<void> {
  try {
    const response = await fetch(address, { signal })
    if (!response.ok) readReply({ status: response.status, text: await response.text() })
    saveFile(await response.blob(), `${name}${FILE_ENDINGS[format][0]}`)
    const words = WORDS[readProof(response.headers) ?? 'unchecked']
    studio.tellProof({ editId, words })
    studio.say(words.slice(0, words.indexOf('.')))
  } catch (cause) {
    const error = toReport(isAppError(cause) ? cause : new AppError('download_broken'))
    studio.tellProof({ editId, error })
    studio.say(error.message)
  }
}
