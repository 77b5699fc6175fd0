import 'server-only'

/** What was decoded, in order; undefined when the text was not whole base64. */
export type Decoded = { pieces: Buffer[] | undefined; length: number }

const WHITESPACE = [0x0a, 0x0d, 0x20, 0x09]
const BACKSLASH = 0x5c
const PADDING = 0x3d
const LONGEST_PREFIX = 200

/**
 * Takes the raw inside of a JSON string piece by piece and decodes it as base64. A `data:` prefix, line breaks and
 * JSON's own escapes (`\/`, `\n`, and the `\u002B` of .NET) are understood.
 */
export function createBase64Sink(): { push(piece: Buffer): void; finish(): Decoded } {
  const decoded: Buffer[] = []
  let rest: Buffer = Buffer.alloc(0)
  let unfinished: Buffer = Buffer.alloc(0)
  let length = 0
  let isFirst = true
  let isPadded = false
  let isBroken = false

  const decode = (whole: Buffer) => {
    if (whole.length === 0) return
    if (isPadded) isBroken = true
    const bytes = Buffer.from(whole.toString('latin1'), 'base64')
    const padding = whole.at(-1) !== PADDING ? 0 : whole.at(-2) === PADDING ? 2 : 1
    isPadded ||= padding > 0
    // Node skips what is no base64; then fewer bytes come out than went in.
    if (bytes.length !== (whole.length / 4) * 3 - padding) isBroken = true
    decoded.push(bytes)
  }

  return {
    push(piece) {
      length += piece.length
      if (isBroken) return
      const unescaped = unescapeJson(unfinished.length > 0 ? Buffer.concat([unfinished, piece]) : piece)
      unfinished = unescaped.rest
      let text = unescaped.text
      if (isFirst) text = withoutDataPrefix(text)
      isFirst = false
      const joined = Buffer.concat([rest, withoutWhitespace(text)])
      const whole = joined.length - (joined.length % 4)
      rest = Buffer.from(joined.subarray(whole))
      decode(joined.subarray(0, whole))
    },
    finish() {
      // Base64 without its padding is common and complete; a single character left over is not.
      if (rest.length === 1 || (rest.length > 0 && isPadded) || unfinished.length > 0) isBroken = true
      else if (rest.length > 0) decode(Buffer.concat([rest, Buffer.alloc(4 - rest.length, PADDING)]))
      return { pieces: isBroken ? undefined : decoded, length }
    },
  }
}

function withoutDataPrefix(text: Buffer): Buffer {
  if (text.subarray(0, 5).toString('latin1').toLowerCase() !== 'data:') return text
  const comma = text.subarray(0, LONGEST_PREFIX).indexOf(',')
  return comma < 0 ? text : text.subarray(comma + 1)
}

function withoutWhitespace(text: Buffer): Buffer {
  return WHITESPACE.some((byte) => text.includes(byte))
    ? Buffer.from(text.filter((byte) => !WHITESPACE.includes(byte)))
    : text
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** @returns the text with its escapes resolved, and an escape at the end that is not whole yet. */
function unescapeJson(text: Buffer): { text: Buffer; rest: Buffer } {
  if (!text.includes(BACKSLASH)) return { text, rest: Buffer.alloc(0) }
  const cut = /\\(u[0-9a-f]{0,3})?$/i.exec(text.toString('latin1').replace(/\\\\/g, '__'))
  const end = cut ? cut.index : text.length
  const resolved = text
    .subarray(0, end)
    .toString('latin1')
    .replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, hex: string | undefined, letter: string) =>
      hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPED[letter] ?? letter),
    )
  return { text: Buffer.from(resolved, 'latin1'), rest: Buffer.from(text.subarray(end)) }
}
