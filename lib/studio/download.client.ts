import type { NodeView } from '@/lib/edits/view'
import { type DownloadFormat, fullAddress } from '@/lib/studio/image-address'
import type { PreferencesSlice } from '@/lib/studio/preferences-slice'

/** What a node is called where nobody gave it a title. */
export const nameOf = (node: NodeView): string =>
  node.title ?? (node.kind === 'edit' ? node.prompt : node.name)

/**
 * Hands the picture of a node to the browser's own download; the server adds the ending, and the recipe unless the user
 * does not want it in files. A node without a picture is left alone.
 */
export function downloadNode(
  { areRecipesInFiles }: Pick<PreferencesSlice, 'areRecipesInFiles'>,
  node: NodeView,
  format: DownloadFormat = 'png',
): void {
  if (!node.image) return
  const recipeOf = node.kind === 'edit' && areRecipesInFiles ? node.id : undefined
  followLink(fullAddress(node.image.id, format, { name: toFileName(nameOf(node)), recipeOf }))
}

/** Has the browser download what the server sends under an address, and by the name that it sends. */
export function followLink(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

/** Hands bytes that were made here to the browser's own download. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The click has begun the download; its bytes are let go when that has surely read them.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export const toFileName = (name: string): string =>
  name
    .replace(/\.(png|jpe?g|webp)$/i, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'picture'
