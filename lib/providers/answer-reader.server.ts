import 'server-only'
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createBase64Sink, type Decoded } from '@/lib/providers/base64-sink.server'
import type { Json } from '@/lib/providers/contract'

/** An answer without pictures is small; with inline pictures only their strings are large. */
export const MAX_JSON_BYTES = 1_000_000
export const MAX_ANSWER_BYTES = 100_000_000
/** Strings longer than this are taken out of the JSON and decoded while they come in. */
const LONG_STRING_BYTES = 65_536

/** Taken in at a time, before others have their turn: about 5 ms. */
const TURN_BYTES = 1_000_000
/** Copied at a time: about 3 ms. */
const COPY_BYTES = 4_000_000

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** A long string out of an answer, decoded while it came in. */
export type LongString = {
  /** The decoded bytes; undefined when the string is not whole base64. */
  bytes: Buffer | undefined
  /** How long the string was, in characters. */
  length: number
}

export type ReadAnswer = {
  /** The parsed body; undefined when it is not JSON or broke a limit. Long strings are replaced by marks. */
  json: Json | undefined
  /** The body without its long strings, for the record of a broken answer. */
  text: string
  tooLarge: boolean
  /** The long string that a mark stands for; undefined for any other text. */
  findLong(mark: string): LongString | undefined
}

/**
 * Reads a JSON body without ever holding it whole and without blocking: long strings are cut out and decoded piece
 * by piece, so that only the small rest is parsed.
 * @returns whatever could be read; never throws for what is in the body, only for a broken stream.
 */
export async function readAnswer(pieces: AsyncIterable<Buffer>): Promise<ReadAnswer> {
  const cutter = createStringCutter()
  let sinceTurn = 0
  for await (const piece of pieces) {
    if (!cutter.push(piece)) break
    sinceTurn += piece.length
    // Pieces that are here already come without a pause between them.
    if (sinceTurn < TURN_BYTES) continue
    sinceTurn = 0
    await nextTurn()
  }
  return cutter.finish()
}

function createStringCutter() {
  // Drawn for each answer: no vendor can write a mark of its own.
  const nonce = randomUUID()
  const long: Decoded[] = []
  const kept: Buffer[] = []
  let current: Buffer[] = []
  let currentBytes = 0
  let keptBytes = 0
  let totalBytes = 0
  let inString = false
  let isEscaped = false
  let sink: ReturnType<typeof createBase64Sink> | undefined

  const keep = (piece: Buffer) => {
    kept.push(piece)
    keptBytes += piece.length
  }

  const addToString = (piece: Buffer) => {
    if (sink) return sink.push(piece)
    current.push(piece)
    currentBytes += piece.length
    if (currentBytes <= LONG_STRING_BYTES) return
    sink = createBase64Sink()
    sink.push(Buffer.concat(current))
    current = []
  }

  const closeString = () => {
    if (sink) {
      keep(Buffer.from(`${nonce}:${long.length}`))
      long.push(sink.finish())
    } else for (const piece of current) keep(piece)
    current = []
    currentBytes = 0
    sink = undefined
  }

  /** Where the string ends in `piece`, or -1. Carries a backslash over the border of two pieces. */
  const findEnd = (piece: Buffer): number => {
    let from = 0
    while (from < piece.length) {
      if (isEscaped) {
        isEscaped = false
        from += 1
        continue
      }
      const quote = piece.indexOf(QUOTE, from)
      const slash = piece.subarray(from, quote < 0 ? piece.length : quote).indexOf(BACKSLASH)
      if (slash < 0) return quote
      isEscaped = true
      from += slash + 1
    }
    return -1
  }

  const scan = (piece: Buffer) => {
    let rest = piece
    while (rest.length > 0) {
      const end = inString ? findEnd(rest) : rest.indexOf(QUOTE)
      const cut = end < 0 ? rest.length : end
      if (inString) addToString(rest.subarray(0, cut))
      else keep(rest.subarray(0, cut))
      if (end < 0) return
      if (inString) closeString()
      keep(rest.subarray(end, end + 1))
      inString = !inString
      rest = rest.subarray(end + 1)
    }
  }

  const tooLarge = () => totalBytes > MAX_ANSWER_BYTES || keptBytes > MAX_JSON_BYTES

  return {
    /** @returns false when a limit is broken and reading may stop. */
    push(piece: Buffer): boolean {
      totalBytes += piece.length
      if (!tooLarge()) scan(piece)
      return !tooLarge()
    },
    async finish(): Promise<ReadAnswer> {
      if (inString && !sink) closeString()
      const text = Buffer.concat(kept).toString('utf8')
      const marks = new Map<string, LongString>()
      for (const [index, { pieces, length }] of long.entries())
        marks.set(`${nonce}:${index}`, { bytes: pieces && (await joinPieces(pieces)), length })
      return {
        json: tooLarge() ? undefined : parseJson(text),
        text,
        tooLarge: tooLarge(),
        findLong: (mark) => marks.get(mark),
      }
    },
  }
}

/** As `Buffer.concat`, letting others have their turn: 48 MB of fresh memory take 40 ms in one go. */
async function joinPieces(pieces: Buffer[]): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  let sincePause = 0
  for (const piece of pieces) {
    at += piece.copy(whole, at)
    sincePause += piece.length
    if (sincePause < COPY_BYTES) continue
    sincePause = 0
    await nextTurn()
  }
  return whole
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
