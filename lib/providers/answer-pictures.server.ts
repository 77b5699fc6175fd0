import 'server-only'
import type { LongString } from '@/lib/providers/answer-reader.server'
import { createBase64Sink } from '@/lib/providers/base64-sink.server'
import type { Json, MissingPicture } from '@/lib/providers/contract'
import { fieldOf, listOf, numberOf, objectOf, textOf } from '@/lib/providers/json'

/** A picture of an answer, wherever the vendor put it. */
export type AnswerPicture = { kind: 'bytes'; bytes: Buffer } | { kind: 'url'; url: string }

/** Work that the vendor took and will finish later, with the name to ask for it by. */
export type PendingWork = { kind: 'job' | 'request'; id: string }

/** Four times what a model is asked for in one request. */
export const MAX_PICTURES = 16

export type AnswerContent = {
  /** The first of them, `MAX_PICTURES` at the most. */
  pictures: AnswerPicture[]
  /** There were more. */
  hasMore: boolean
  /** Why single pictures are missing, in the vendor's words where it says so. */
  missing: MissingPicture[]
  pending: PendingWork | undefined
  failed: boolean
  /** By picture, as far as the vendor says it. */
  seedOf(index: number): number | undefined
  flaggedAsUnsafe: boolean
}

type FindLong = (mark: string) => LongString | undefined

const BASE64_FIELDS = ['b64_json', 'image_base64', 'base64', 'b64']
const URL_FIELDS = ['url', 'image_url']
const FAILED_STATES = ['failed', 'failure', 'error', 'cancelled', 'canceled', 'expired', 'rejected']

/** True when a vendor's word for a state means that no picture will come. */
export function isFailedState(json: Json | undefined): boolean {
  return FAILED_STATES.includes(textOf(json)?.trim().toLowerCase() ?? '')
}

/**
 * One reading of every form in which AIML, Pixazo and the services behind them answer: `data`, `images`,
 * `output.choices`, `result`, `output.media_url`, `output`, `url`; inline, as a data URI or as an address.
 */
export function readContent(json: Json | undefined, findLong: FindLong): AnswerContent {
  const pictures: AnswerPicture[] = []
  const missing = new Map<string, MissingPicture>()
  const miss = (words: string, isMade: boolean) => missing.set(words, { words, isMade })
  let hasMore = false
  for (const candidate of candidatesOf(json)) {
    const picture = readCandidate(candidate, findLong)
    if (picture === 'unreadable') miss('A picture came as text that is not whole base64.', true)
    else if (picture) {
      if (isAmong(pictures, picture)) continue
      hasMore = pictures.length >= MAX_PICTURES
      if (hasMore) break
      pictures.push(picture)
    } else {
      const error = fieldOf(candidate, 'error')
      const words = textOf(fieldOf(error, 'message')) ?? textOf(error)
      if (words) miss(words, false)
    }
  }
  const seeds = fieldOf(json, 'seeds')
  return {
    pictures,
    hasMore,
    missing: [...missing.values()],
    pending: readPending(json),
    failed: saysFailure(json),
    seedOf: (index) => numberOf(listOf(seeds)[index]) ?? numberOf(fieldOf(json, 'seed')),
    flaggedAsUnsafe: listOf(fieldOf(json, 'has_nsfw_concepts')).includes(true),
  }
}

function candidatesOf(json: Json | undefined): Json[] {
  const output = fieldOf(json, 'output')
  const result = fieldOf(json, 'result')
  return [
    ...listOf(fieldOf(json, 'data')),
    ...listOf(fieldOf(json, 'images')),
    ...listOf(fieldOf(output, 'choices')),
    ...listOf(fieldOf(result, 'data')),
    ...listOf(fieldOf(result, 'urls')),
    ...listOf(fieldOf(result, 'images')),
    ...listOf(result),
    ...listOf(fieldOf(output, 'media_url')),
    ...listOf(output),
    ...listOf(fieldOf(json, 'image')),
    ...(objectOf(json)
      ? [{ url: fieldOf(json, 'url') ?? null, image_url: fieldOf(json, 'image_url') ?? null }]
      : []),
  ]
}

/** Bytes are preferred to an address: they are here already. */
function readCandidate(candidate: Json, findLong: FindLong): AnswerPicture | 'unreadable' | undefined {
  const inline = BASE64_FIELDS.map((name) => textOf(fieldOf(candidate, name))).find(Boolean)
  const said =
    typeof candidate === 'string'
      ? candidate
      : URL_FIELDS.map((name) => textOf(fieldOf(candidate, name))).find(Boolean)
  const isData = said !== undefined && (findLong(said) !== undefined || /^data:/i.test(said))
  if (inline === undefined && !isData)
    return said && looksLikeUrl(said) ? { kind: 'url', url: said } : undefined
  const bytes = decode(inline ?? said ?? '', findLong)
  return bytes && bytes.length > 0 ? { kind: 'bytes', bytes } : 'unreadable'
}

const looksLikeUrl = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text)

function decode(text: string, findLong: FindLong): Buffer | undefined {
  const long = findLong(text)
  if (long) return long.bytes
  const sink = createBase64Sink()
  sink.push(Buffer.from(text, 'latin1'))
  const { pieces } = sink.finish()
  return pieces && Buffer.concat(pieces)
}

/** Vendors name the same picture twice, in `data` and in `images`. */
function isAmong(pictures: AnswerPicture[], picture: AnswerPicture): boolean {
  return pictures.some((known) =>
    known.kind === 'url'
      ? picture.kind === 'url' && known.url === picture.url
      : picture.kind === 'bytes' && known.bytes.equals(picture.bytes),
  )
}

function readPending(json: Json | undefined): PendingWork | undefined {
  const job = textOf(fieldOf(json, 'job_set_id'))
  if (job) return { kind: 'job', id: job }
  const pollingUrl = textOf(fieldOf(json, 'polling_url'))
  const request = textOf(fieldOf(json, 'request_id')) ?? pollingUrl?.split(/[?#]/)[0]?.split('/').at(-1)
  return request ? { kind: 'request', id: request } : undefined
}

function saysFailure(json: Json | undefined): boolean {
  const error = fieldOf(json, 'error')
  return Boolean(error) || fieldOf(json, 'success') === false || isFailedState(fieldOf(json, 'status'))
}
