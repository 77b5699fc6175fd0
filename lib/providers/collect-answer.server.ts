import 'server-only'
import { AppError, type ErrorCode, messageOf } from '@/lib/errors'
import { SIGNATURE_BYTES, sniffFormat } from '@/lib/images/formats/sniff'
import { createSlots } from '@/lib/images/slots'
import {
  type AnswerContent,
  type AnswerPicture,
  MAX_PICTURES,
  readContent,
} from '@/lib/providers/answer-pictures.server'
import type { MissingPicture, ProviderAnswer, ProviderHooks, ProviderImage } from '@/lib/providers/contract'
import { readCost } from '@/lib/providers/cost'
import type { HttpAnswer } from '@/lib/providers/http-client.server'
import { fieldOf, textOf } from '@/lib/providers/json'
import { ProviderError } from '@/lib/providers/provider-error'
import { recordAnswer } from '@/lib/providers/record-answer'
import type { Redact } from '@/lib/providers/redaction'
import { type FinishedWork, toRemoteId } from '@/lib/providers/remote-id'
import type { FetchResult } from '@/lib/providers/result-fetch.server'

export type Expected = {
  results: number
  /** The seed that was sent, for vendors that do not repeat it. */
  seed: number | undefined
  /** The work has a name already by which it can be asked for. */
  isNamed?: boolean
}

/** Each may be 100 MB. */
const FETCHED_AT_ONCE = 4

type Parts = { fetchResult: FetchResult; redact: Redact; vendor: string }

/**
 * The pictures of a complete answer, fetched where it only names addresses. One lost picture does not cost the others.
 * @throws ProviderError of class `billed` when not a single picture can be had, `unknown` while one may be had later.
 */
export async function collectAnswer(
  signal: AbortSignal,
  parts: Parts,
  answer: HttpAnswer,
  expected: Expected,
  hooks: ProviderHooks,
): Promise<ProviderAnswer> {
  const answered = recordAnswer(answer, parts.redact)
  const content = readContent(answer.json, answer.findLong)
  const costUsd = readCost(answer.headers, answer.json)
  const seeds = content.pictures.map((_, index) => content.seedOf(index) ?? expected.seed ?? null)
  const finished = finishedWork(content.pictures, seeds, costUsd, parts.redact)
  const nameWork = () => finished && tell(hooks.onAccepted(toRemoteId({ kind: 'result', result: finished })))
  // Once this is written a crash loses nothing. Bytes that came beside addresses are not in it: they would be lost.
  const isWhole = finished?.urls.length === content.pictures.length
  const told = isWhole && nameWork()
  const obtaining = obtainAll(signal, parts, content.pictures, seeds, hooks)
  const { images, problems } = await obtaining.finally(() => told)
  if (images.length === 0) {
    const problem = problems.find(({ code }) => MAY_PASS.includes(code)) ?? problems[0]
    if (!isWhole) await nameWork()
    const canBeAsked = finished !== undefined || expected.isNamed === true
    throw noPicture(codeOf(answer, content, problem), problem, content.missing, {
      ...parts,
      answered,
      canBeAsked,
    })
  }
  return {
    images,
    missing: [
      ...content.missing.map(({ words, isMade }) => ({ words: parts.redact(words), isMade })),
      ...problems.map(toMissing),
    ],
    costUsd,
    answered,
    notes: notesOn(images.length, content, expected),
  }
}

/** Fetches what an answer named before a crash. */
export async function fetchFinished(
  signal: AbortSignal,
  parts: Parts,
  { urls, seeds, costUsd }: FinishedWork,
  hooks: ProviderHooks,
): Promise<ProviderAnswer> {
  const pictures = urls.map((url) => ({ kind: 'url', url }) as const)
  const answered = { urls }
  const { images, problems } = await obtainAll(signal, parts, pictures, seeds, hooks)
  if (problems[0] && images.length === 0)
    throw noPicture(problems[0].code, problems[0], [], { ...parts, answered, canBeAsked: true })
  return { images, missing: problems.map(toMissing), costUsd, answered, notes: [] }
}

/** The vendor named it, so it was made. */
const toMissing = ({ message }: AppError): MissingPicture => ({ words: message, isMade: true })

/** A record that cannot be written must not cost a picture that is paid for: the work goes on. */
export async function tell(told: Promise<void>): Promise<void> {
  await told.catch((error) => console.error('provider: a step could not be recorded', error))
}

/** What has an address; nothing where the vendor wrote our key into one, which is not kept. */
function finishedWork(
  pictures: AnswerPicture[],
  seeds: (number | null)[],
  costUsd: number | null,
  redact: Redact,
): FinishedWork | undefined {
  const named = pictures.flatMap((picture, index) =>
    picture.kind === 'url' ? [{ url: picture.url, seed: seeds[index] ?? null }] : [],
  )
  if (named.length === 0 || named.some(({ url }) => redact(url) !== url)) return undefined
  return { urls: named.map(({ url }) => url), seeds: named.map(({ seed }) => seed), costUsd }
}

async function obtainAll(
  signal: AbortSignal,
  parts: Parts,
  pictures: AnswerPicture[],
  seeds: (number | null)[],
  hooks: ProviderHooks,
): Promise<{ images: ProviderImage[]; problems: AppError[] }> {
  const told = pictures.some((picture) => picture.kind === 'url') && tell(hooks.onStep('fetching'))
  const images: ProviderImage[] = []
  const problems: AppError[] = []
  let done = 0
  const slots = createSlots(FETCHED_AT_ONCE)
  const obtaining = Promise.all(
    pictures.map(async (picture) => {
      const release = await slots.take(signal)
      const bytes = await obtain(signal, parts.fetchResult, picture).finally(release)
      done += 1
      hooks.onProgress(done / pictures.length)
      return bytes
    }),
  )
  const obtained = await obtaining.finally(() => told)
  obtained.forEach((bytes, index) => {
    if (bytes instanceof AppError) problems.push(bytes)
    else images.push({ bytes, seed: seeds[index] ?? null })
  })
  return { images, problems }
}

/** The bytes of one picture, or why there are none. Whether they are a whole image is judged by ingest. */
async function obtain(
  signal: AbortSignal,
  fetchResult: FetchResult,
  picture: AnswerPicture,
): Promise<Buffer | AppError> {
  try {
    const bytes = picture.kind === 'bytes' ? picture.bytes : await fetchResult(signal, picture.url)
    return sniffFormat(bytes.subarray(0, SIGNATURE_BYTES))
      ? bytes
      : new AppError('protocol_error', 'What came instead of a picture is not a PNG, JPEG or WebP image.')
  } catch (error) {
    if (signal.aborted) throw new ProviderError('cancelled', 'unknown')
    return error instanceof AppError ? error : new AppError('url_unreachable', undefined, { cause: error })
  }
}

/** What may end: a network that is away, a setting that can be changed. The picture waits at its address meanwhile. */
const MAY_PASS: readonly ErrorCode[] = ['url_unreachable', 'url_not_allowed']
const ASK_AGAIN = 'Check asks there once more: that costs nothing.'
const NOT_KEPT = 'That address holds your key and is not kept: only a new edit can bring it.'

function noPicture(
  code: ErrorCode,
  problem: AppError | undefined,
  missing: MissingPicture[],
  {
    vendor,
    answered,
    redact,
    canBeAsked,
  }: Parts & { answered: ProviderError['answered']; canBeAsked: boolean },
): ProviderError {
  const wayOut = canBeAsked ? ASK_AGAIN : NOT_KEPT
  const detail = problem?.message
  const words = missing[0]?.words
  const sentences: Partial<Record<ErrorCode, string>> = {
    expired_url: `${vendor} made the picture, but its address does not answer any more. Only a new edit can bring it.`,
    protocol_error: `${vendor} answered with something that cannot be read${detail ? `: ${detail}` : '.'} What came is kept in Details.`,
    url_unreachable: `${vendor} made the picture, but its address could not be reached. ${wayOut}`,
    url_not_allowed: `${vendor} answered with an address that may not be reached. Private ones are named in ALLOW_PRIVATE_ADDRESSES. ${wayOut}`,
    too_large: `${vendor} answered with a picture that is too large to be taken.`,
    empty_result: words ? `${vendor} made no picture: “${redact(words).slice(0, 300)}”` : undefined,
  }
  return new ProviderError(code, MAY_PASS.includes(code) && canBeAsked ? 'unknown' : 'billed', {
    message: sentences[code] ?? messageOf(code),
    billed: 'yes',
    answered,
    cause: problem?.cause,
  })
}

function codeOf(answer: HttpAnswer, content: AnswerContent, problem: AppError | undefined): ErrorCode {
  if (problem) return problem.code
  if (content.flaggedAsUnsafe) return 'content_blocked'
  const isObject = answer.json !== null && typeof answer.json === 'object'
  const isBrokenBase64 = content.missing.some(({ isMade }) => isMade)
  const isStillWorking = /queue|pending|process|running|progress|starting/i.test(
    textOf(fieldOf(answer.json, 'status')) ?? '',
  )
  return isObject && !isBrokenBase64 && !isStillWorking ? 'empty_result' : 'protocol_error'
}

function notesOn(count: number, content: AnswerContent, expected: Expected): string[] {
  const notes: string[] = []
  if (content.flaggedAsUnsafe)
    notes.push('The safety checker of the provider flagged this result; the picture may be black.')
  if (count < expected.results) notes.push(`${count} of ${expected.results} pictures came.`)
  if (count > expected.results) notes.push(`${count} pictures came, ${expected.results} were asked for.`)
  if (content.hasMore) notes.push(`More pictures were named than the ${MAX_PICTURES} that were fetched.`)
  return notes
}
