import 'server-only'
import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseSize } from '@/lib/edits/model-settings'
import { MIME_TYPES } from '@/lib/images/limits'
import type { ModelCard } from '@/lib/models/card'
import { MODELS } from '@/lib/models/catalogue'
import type { Json } from '@/lib/providers/contract'
import { fieldOf, numberOf, objectOf, textOf } from '@/lib/providers/json'
import { type Made, toAnswerBody } from '@/lib/providers/sandbox/answers.server'
import { type CheckedPicture, checkBody, type Files } from '@/lib/providers/sandbox/body-check.server'
import { type Exchange, sendJson } from '@/lib/providers/sandbox/exchange.server'
import { findFault } from '@/lib/providers/sandbox/faults.server'
import type { Ledger } from '@/lib/providers/sandbox/ledger'
import { PENDING_NAMES, type PendingWork } from '@/lib/providers/sandbox/pending.server'
import { makePicture } from '@/lib/providers/sandbox/picture-maker.server'
import { readWords, type Word, withoutWords } from '@/lib/providers/sandbox/prompt-words'
import { refuse } from '@/lib/providers/sandbox/refusals.server'
import type { Results } from '@/lib/providers/sandbox/results.server'
import { wait } from '@/lib/providers/wait'

export type SandboxState = {
  ledger: Ledger
  results: Results
  pending: PendingWork
  /** Vendor ids that answer 404. */
  withdrawn: Set<string>
  /** Words for the requests to come, one set for each, from the control endpoint. */
  nextWords: string[]
  /** How often a fault with `times=` happened, by prompt. */
  happened: Map<string, number>
  delayMs: number
  baseUrl: string
}

type Asked = { body: { [key: string]: Json }; files: Files; bytes: number }

const ADAPTIVE_PIXELS = 1_048_576
const LARGEST_PIXELS = 16_777_216
const USD_TO_CREDITS = 2_000_000
const USUAL_PRICE_USD = 0.03

/** One request for pictures, from its checks to its answer, its failure or its promise. */
export async function generate(
  signal: AbortSignal,
  state: SandboxState,
  vendor: Exchange['vendor'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await readAsked(request)
  const key = keyOf(vendor, request)
  const exchange: Exchange = { vendor, response, key, options: {}, baseUrl: state.baseUrl }
  const prompt = textOf(asked.body.prompt) ?? ''
  const words = readWords(`${state.nextWords.shift() ?? ''} ${prompt}`)
  const card = findCard(vendor, request.url ?? '', asked.body)
  const note = (entry: { billed: boolean; costUsd: number; problems?: string[] }) =>
    state.ledger.add({
      provider: vendor,
      model: textOf(asked.body.model) ?? '',
      prompt,
      clientRequestId: textOf(request.headers['x-client-request-id'] as string | undefined),
      bodyBytes: asked.bytes,
      problems: [],
      ...entry,
    })
  const refuseWith = (status: number, problems: string[] = []) => {
    note({ billed: false, costUsd: 0, problems })
    refuse(
      exchange,
      status,
      problems.length > 0 ? `Body validation error! ${problems.join('; ')}` : undefined,
    )
  }

  if (!key || key.includes('wrong')) return refuseWith(401)
  if (!card || state.withdrawn.has(card.remoteId)) return refuseWith(404)
  const { problems, pictures } = await checkBody(card, asked.body, asked.files)
  if (problems.length > 0) return refuseWith(400, problems)
  await wait(signal, Number(findWord(words, 'delay')?.value ?? state.delayMs))
  const fault = findWord(words, 'fail')
  const found = fault && happensAgain(state, prompt, fault) ? findFault(fault.value) : undefined
  if (fault && found) {
    note({ billed: found.billed, costUsd: found.billed ? priceOf(card, asked) : 0 })
    return found.act({ ...exchange, options: fault.options })
  }
  const made = await makeAll(signal, state, card, asked, pictures, findWord(words, 'result'))
  const costUsd = priceOf(card, asked)
  note({ billed: true, costUsd })
  const answer = findWord(words, 'answer')
  if (answer && PENDING_NAMES.includes(answer.value)) return state.pending.accept(exchange, answer, made)
  const credits = Math.round(costUsd * USD_TO_CREDITS)
  const isInline = asked.body.response_format === 'b64_json' || asked.body.sync_mode === true
  sendJson(
    response,
    200,
    toAnswerBody(answer?.value, { card, made, isInline, credits }),
    answerHeaders(vendor, request, credits),
  )
}

const findWord = (words: Word[], name: string): Word | undefined => words.find((word) => word.name === name)

/** A fault with `times=2` happens twice for a prompt and is over then. */
function happensAgain(state: SandboxState, prompt: string, word: Word): boolean {
  const count = (state.happened.get(prompt) ?? 0) + 1
  state.happened.set(prompt, count)
  return word.options.times === undefined || count <= Number(word.options.times)
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const bytes = Buffer.concat(pieces)
  const type = request.headers['content-type'] ?? ''
  return type.startsWith('multipart/')
    ? readMultipart(bytes, type)
    : { ...readJson(bytes), bytes: bytes.length }
}

function readJson(bytes: Buffer): Omit<Asked, 'bytes'> {
  try {
    return { body: objectOf(JSON.parse(bytes.toString()) as Json) ?? {}, files: {} }
  } catch {
    return { body: {}, files: {} }
  }
}

/** Text parts become what they would be in JSON, so that one check serves both encodings. */
async function readMultipart(bytes: Buffer, type: string): Promise<Asked> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
  const body: Asked['body'] = {}
  const files: Files = {}
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string')
      body[name] = /^(true|false|-?\d+(\.\d+)?)$/.test(value) ? JSON.parse(value) : value
    else files[name] = [...(files[name] ?? []), Buffer.from(await value.arrayBuffer())]
  }
  return { body, files, bytes: bytes.length }
}

function keyOf(vendor: Exchange['vendor'], request: IncomingMessage): string {
  if (vendor === 'pixazo') return String(request.headers['ocp-apim-subscription-key'] ?? '')
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

/** AIML names its model in the body; Pixazo has an address for each. */
function findCard(vendor: Exchange['vendor'], url: string, body: Asked['body']): ModelCard | undefined {
  const path = url.split('?')[0]?.replace(/\/$/, '')
  return MODELS.find(
    (card) =>
      card.provider === vendor &&
      card.wire?.path === path &&
      (vendor === 'pixazo' || card.remoteId === body.model),
  )
}

function priceOf(card: ModelCard, { body }: Asked): number {
  return (card.priceUsd ?? USUAL_PRICE_USD) * countOf(card, body)
}

function countOf({ wire }: ModelCard, body: Asked['body']): number {
  return (wire?.fields.results && numberOf(body[wire.fields.results])) || 1
}

async function makeAll(
  signal: AbortSignal,
  state: SandboxState,
  card: ModelCard,
  { body }: Asked,
  pictures: CheckedPicture[],
  word: Word | undefined,
): Promise<Made[]> {
  const first = numberOf(body.seed) ?? -1
  const seed = first > 0 ? first : randomInt(1, 2_147_483_647)
  const format = card.provider === 'pixazo' || card.remoteId.includes('3.0') ? 'jpeg' : 'png'
  const size = sizeOf(card, body)
  const made: Made[] = []
  for (let index = 0; index < countOf(card, body); index += 1) {
    const bytes = await makePicture(signal, {
      prompt: withoutWords(textOf(body.prompt) ?? ''),
      image: pictures[0]?.bytes,
      guidance: numberOf(body.guidance_scale) ?? 5.5,
      seed: seed + index,
      watermark: body.watermark === true,
      size,
      maxPixels: card.settings.size ? LARGEST_PIXELS : ADAPTIVE_PIXELS,
      format,
    })
    const type = MIME_TYPES[format]
    made.push({ bytes, type, seed: seed + index, url: state.baseUrl + state.results.add(bytes, type, word) })
  }
  return made
}

/** The presets of fal.ai, in px. */
const PRESETS: Record<string, [number, number]> = {
  square_hd: [1024, 1024],
  square: [960, 960],
  portrait_4_3: [768, 1024],
  portrait_16_9: [576, 1024],
  landscape_4_3: [1024, 768],
  landscape_16_9: [1024, 576],
}

function sizeOf({ wire }: ModelCard, body: Asked['body']): { width: number; height: number } | undefined {
  const asked = body[wire?.fields.size ?? 'size']
  const width = numberOf(fieldOf(asked, 'width'))
  const height = numberOf(fieldOf(asked, 'height'))
  if (width && height) return { width, height }
  const text = textOf(asked) ?? ''
  const preset = PRESETS[text]
  return preset ? { width: preset[0], height: preset[1] } : parseSize(text)
}

function answerHeaders(
  vendor: Exchange['vendor'],
  request: IncomingMessage,
  credits: number,
): Record<string, string> {
  if (vendor === 'pixazo') return {}
  const clientRequestId = request.headers['x-client-request-id']
  return {
    'x-inference-id': 'sandbox-inference',
    'x-aimlapi-credits-used': String(credits),
    'x-aimlapi-usd-spent': String(credits / USD_TO_CREDITS),
    ...(typeof clientRequestId === 'string' && { 'x-client-request-id': clientRequestId }),
  }
}
