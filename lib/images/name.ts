import { AppError } from '@/lib/errors'

/** What file systems take (POSIX NAME_MAX); counted in UTF-8. */
export const MAX_NAME_BYTES = 255
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i

/**
 * A file name that is safe to show and to save under, as near to the given one as can be: the last part of a path,
 * without control and direction characters, at most 255 bytes, its ending kept.
 * @throws AppError `bad_filename` when it holds a NUL or nothing usable is left
 */
export function cleanName(given: string): string {
  if (given.includes('\0')) throw new AppError('bad_filename')
  const last = withoutLoneSurrogates(given).split(/[/\\]/).at(-1) ?? ''
  // Cc, Cf and the rest of C: line breaks, zero-width letters, and marks that turn "gpj.exe" around.
  const visible = last
    .normalize('NFC')
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
  const trimmed = visible.replace(/\s+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '')
  if (!/[\p{L}\p{N}\p{S}]/u.test(stemOf(trimmed))) throw new AppError('bad_filename')
  return shorten(WINDOWS_DEVICE.test(trimmed.split('.')[0] ?? '') ? `_${trimmed}` : trimmed)
}

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '')

function shorten(name: string): string {
  if (byteLength(name) <= MAX_NAME_BYTES) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  let letters = [...name.slice(0, name.length - ending.length)]
  while (byteLength(letters.join('')) + ending.length > MAX_NAME_BYTES) letters = letters.slice(0, -1)
  return letters.join('').trimEnd() + ending
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

/** Encoding replaces halves of letters, which nothing else could show or store. */
const withoutLoneSurrogates = (text: string): string =>
  new TextDecoder().decode(new TextEncoder().encode(text))

/** The last part of an address as a file name; "image" when there is none that can be used. */
export function nameFromUrl(url: string): string {
  try {
    return cleanName(decodeURIComponent(new URL(url).pathname))
  } catch (error) {
    if (error instanceof AppError || error instanceof URIError) return 'image'
    throw error
  }
}
