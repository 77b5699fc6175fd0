import { type DownloadFormat, fullAddress } from '@/lib/studio/image-address'

/** Hands a picture to the browser's own download; the server adds the ending. */
export function downloadImage(imageId: string, format: DownloadFormat, name: string): void {
  const link = document.createElement('a')
  link.href = fullAddress(imageId, format, toFileName(name))
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
