export type DownloadFormat = 'png' | 'jpeg' | 'webp'

export const DOWNLOAD_FORMATS: readonly { value: DownloadFormat; label: string }[] = [
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
  { value: 'webp', label: 'WebP' },
]

/** How a file is handed out. */
export type DownloadForm = {
  format: DownloadFormat
  /** Of JPEG and WebP, 1 to 100; without it as little is lost as can be. */
  quality?: number | undefined
  /** What the stored file says of place, camera and author stays in it. */
  hasMetadata?: boolean
}

export const thumbAddress = (imageId: string): string => `/api/images/${imageId}/thumb`
export const previewAddress = (imageId: string): string => `/api/images/${imageId}/preview`

/** Full size, for the screen alone. */
export const screenAddress = (imageId: string, format: DownloadFormat): string =>
  `/api/images/${imageId}/full?${new URLSearchParams({ format, for: 'screen' })}`

/**
 * Full size, sent as a download.
 * @param name what the file shall be called, without its ending
 * @param recipeOf the edit whose recipe travels in the file
 */
export function fullAddress(
  imageId: string,
  { format, quality, hasMetadata }: DownloadForm,
  { name, recipeOf }: { name?: string; recipeOf?: string | undefined } = {},
): string {
  const query = new URLSearchParams({
    format,
    ...(quality !== undefined && { quality: String(quality) }),
    ...(hasMetadata && { metadata: 'keep' }),
    ...(name && { name }),
    ...(recipeOf && { recipe: recipeOf }),
  })
  return `/api/images/${imageId}/full?${query}`
}
