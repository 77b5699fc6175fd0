import { type DownloadFormat, fullAddress } from '@/lib/studio/image-address'

/** Hands a picture to the browser's own download; the server adds the ending. */
export function downloadImage(imageId: string, format: DownloadFormat, name: string): void {
  const link = document.createElement('a')
  link.href = fullAddress(imageId, format, toFileName(name))
  link.download = ''
  link.click()
}

const toFileName = (name: string): string =>
  name
    .replace(/\.(png|jpe?g|webp)$/i, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'picture'
