import type { NodeView } from '@/lib/edits/view'
import { nameOfNode } from '@/lib/history/node-name'
import { DEFAULT_QUALITY } from '@/lib/images/copies/export-limits'
import type { FileChoice } from '@/lib/studio/downloads/file-choice'
import type { ProofSlice } from '@/lib/studio/downloads/proof-slice'
import type { ProvedDownload } from '@/lib/studio/downloads/proved-download.client'
import { fullAddress } from '@/lib/studio/image-address'
import { unreached } from '@/lib/studio/live/unreached'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { PreferencesSlice } from '@/lib/studio/preferences-slice'
import { isComposed } from '@/lib/studio/stage/shown-model'

type Downloader = Pick<PreferencesSlice, 'areRecipesInFiles' | 'isMetadataInFiles' | 'fileChoice'> &
  ProofSlice &
  Pick<NoticesSlice, 'say'>

/**
 * Hands the picture of a node to the browser's own download, in the format of the user's choice; the server adds the
 * ending, and the recipe unless the user does not want it in files. What the file says of itself goes along when the user
 * wants that. A node without a picture is left alone. What was put together here is proved once more by the server, and
 * what became of that is said.
 */
export function downloadNode(studio: Downloader, node: NodeView): void {
  if (!node.image) return
  const name = toFileName(nameOfNode(node))
  const recipeOf = node.kind === 'edit' && studio.areRecipesInFiles ? node.id : undefined
  const { format } = studio.fileChoice
  const form = { format, quality: qualityOf(studio.fileChoice), hasMetadata: studio.isMetadataInFiles }
  const address = fullAddress(node.image.id, form, { name, recipeOf })
  if (node.kind === 'edit' && isComposed(node.modelId))
    prove(studio, { editId: node.id, address, name, format })
  else followLink(address)
}

/** Not while it is being done already. */
function prove(studio: Downloader, asked: ProvedDownload): void {
  const { editId } = asked
  if (studio.proofCheck?.isUnderWay && studio.proofCheck.editId === editId) return
  studio.tellProof({ editId, words: 'Proving the kept area once more…', isUnderWay: true })
  void import('@/lib/studio/downloads/proved-download.client').then(
    ({ downloadProved }) => downloadProved(new AbortController().signal, studio, asked),
    (cause) => {
      const { error } = unreached(cause)
      studio.tellProof({ editId, error })
      studio.say(error.message)
    },
  )
}

/** Has the browser download what the server sends under an address, and by the name that it sends. */
export function followLink(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

/** Undefined where as little is to be lost as can be, and for a PNG, which loses nothing. */
export const qualityOf = ({ format, quality }: FileChoice): number | undefined =>
  format === 'png' || quality === DEFAULT_QUALITY ? undefined : quality

export const toFileName = (name: string): string =>
  name
    .replace(/\.(png|jpe?g|webp)$/i, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'picture'
