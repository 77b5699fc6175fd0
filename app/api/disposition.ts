import { cleanName } from '@/lib/images/name'

/** The header of a download (RFC 6266): a plain name for old readers, the real one beside it. */
export function disposition(name: string, ending: string): string {
  const file = cleanName(`${name}${ending}`)
  const plain = file.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file)}`
}
