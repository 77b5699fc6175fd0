export type DownloadFormat = 'png' | 'jpeg' | 'webp'

export const DOWNLOAD_FORMATS: readonly { value: DownloadFormat; label: string }[] = [
  { value: 'png', label: 'PNG' },
  { value: 'jpeg', label: 'JPEG' },
  { value: 'webp', label: 'WebP' },
]

export const thumbAddress = (imageId: string): string => `/api/images/${imageId}/thumb`
export const previewAddress = (imageId: string): string => `/api/images/${imageId}/preview`

/** Full size, sent as a download; `name` is what the file shall be called, without its ending. */
export const fullAddress = (imageId: string, format: DownloadFormat, name?: string): string =>
  `/api/images/${imageId}/full?format=${format}${name ? `&name=${encodeURIComponent(name)}` : ''}`
