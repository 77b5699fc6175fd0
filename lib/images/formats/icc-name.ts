const HEADER_BYTES = 128
const TAG_BYTES = 12
const MAX_NAME_LENGTH = 100

/**
 * The description inside an ICC profile, such as "Display P3", or undefined when it has none that can be read.
 * Layout: ICC.1:2022, 7.3 (tag table), 10.15 (multiLocalizedUnicode); ICC.1:2001-04, 6.5.17 (textDescription).
 */
export function nameOfProfile(profile: Uint8Array): string | undefined {
  const tag = findTag(profile, 'desc')
  if (!tag) return undefined
  const name = text(tag, 0, 4) === 'mluc' ? localizedName(tag) : plainName(tag)
  const clean = name.replace(/\p{C}/gu, '').trim().slice(0, MAX_NAME_LENGTH)
  return clean === '' ? undefined : clean
}

function findTag(profile: Uint8Array, wanted: string): Uint8Array | undefined {
  const count = Math.min(uint32(profile, HEADER_BYTES), 100)
  for (let index = 0; index < count; index += 1) {
    const at = HEADER_BYTES + 4 + index * TAG_BYTES
    if (text(profile, at, 4) !== wanted) continue
    const from = uint32(profile, at + 4)
    return profile.subarray(from, from + uint32(profile, at + 8))
  }
  return undefined
}

const plainName = (tag: Uint8Array): string => text(tag, 12, Math.min(uint32(tag, 8), 200))

function localizedName(tag: Uint8Array): string {
  const from = uint32(tag, 24)
  return new TextDecoder('utf-16be').decode(tag.subarray(from, from + Math.min(uint32(tag, 20), 200)))
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}

function uint32(bytes: Uint8Array, at: number): number {
  const part = bytes.subarray(at, at + 4)
  return part.reduce((value, byte) => value * 256 + byte, 0)
}
