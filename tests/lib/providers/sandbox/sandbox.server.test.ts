import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sniffFormat } from '@/lib/images/formats/sniff'
import { MODELS } from '@/lib/models/catalogue'
import { createSafeFetch } from '@/lib/net/safe-fetch.server'
import { createAiml } from '@/lib/providers/aiml.server'
import type { PreparedInput, ProviderJob } from '@/lib/providers/contract'
import { createPixazo } from '@/lib/providers/pixazo.server'
import { ProviderError } from '@/lib/providers/provider-error'
import { createSandbox, type Sandbox } from '@/lib/providers/sandbox/sandbox.server'
import { createHooks, createInput, createJob } from '../../../support/provider-job'

const never = new AbortController().signal
const V4 = 'aiml/bytedance-seedream-v4-edit'
const PIXAZO = 'pixazo/seededit-3.0'
let sandbox: Sandbox
let inputs: { jpeg: PreparedInput; png: PreparedInput }

beforeAll(async () => {
  sandbox = await createSandbox()
  inputs = { jpeg: await createInput('jpeg'), png: await createInput('png') }
})
beforeEach(() => sandbox.reset())
afterAll(() => sandbox.close())

type Options = { key?: string; timeoutMs?: number; pollingMs?: number }

function create(id: string, { pollingMs = 10_000, ...options }: Options = {}) {
  const common = {
    key: 'sandbox-key',
    baseUrl: sandbox.url,
    timeoutMs: 60_000,
    safeFetch: createSafeFetch({ allowPrivate: [sandbox.host] }),
    refetchWaitsMs: [1, 1, 1],
    ...options,
  }
  const pollTimes = { firstMs: 1, factor: 1.5, maxMs: 5, totalMs: pollingMs }
  return id.startsWith('pixazo/') ? createPixazo({ ...common, pollTimes }) : createAiml(common)
}

async function run(modelId: string, job: Partial<ProviderJob> = {}, options = {}) {
  const provider = create(modelId, options)
  const { hooks, told } = createHooks()
  const complete = createJob(modelId, { inputs: [inputs.jpeg], ...job })
  return { answer: await provider.dispatch(never, provider.build(complete), hooks), told }
}

const prompt = (words: string) => ({ prompt: `increase the contrast ${words}` })

async function failWith(modelId: string, words: string, options = {}): Promise<ProviderError> {
  const error = await run(modelId, prompt(words), options).catch((thrown: unknown) => thrown)
  if (!(error instanceof ProviderError))
    throw new Error(`${words}: expected a ProviderError, got ${String(error)}`)
  return error
}

describe('every cloud model against the sandbox', () => {
  for (const card of MODELS.filter(({ wire }) => wire))
    it(`${card.name} answers its own request with a picture`, async () => {
      const format = card.inputs.formats.includes('jpeg') ? 'jpeg' : 'png'
      const job = { inputs: Array(card.inputs.min).fill(inputs[format]), settings: { seed: 5, advanced: {} } }
      const { answer } = await run(card.id, { ...job, prompt: 'turn the sky into something unheard of' })
      expect(sandbox.ledger()).toMatchObject([{ problems: [], billed: true, model: card.remoteId }])
      expect(sniffFormat(answer.images[0]?.bytes ?? new Uint8Array())).toBeDefined()
    })
})

describe('the sandbox', () => {
  it('makes different pictures of different words, and the same of the same', async () => {
    const make = async (words: string) => {
      const { answer } = await run(PIXAZO, { prompt: words, settings: { seed: 3, advanced: {} } })
      return Buffer.from(answer.images[0]?.bytes ?? []).toString('base64')
    }
    const first = await make('dress the cat as an astronaut')
    expect(await make('dress the cat as an astronaut')).toBe(first)
    expect(await make('dress the cat as a pirate')).not.toBe(first)
  })

  it('makes several pictures in one request and charges for each', async () => {
    const { answer } = await run(V4, { results: 3, settings: { seed: 7, advanced: {} } })
    expect(answer.images.map(({ seed }) => seed)).toEqual([7, 7, 7])
    expect(answer.costUsd).toBeCloseTo(0.0945)
    expect(sandbox.ledger()).toHaveLength(1)
  })

  it('says what is wrong with a request', async () => {
    const body = { model: 'bytedance/seedream-v4-edit', prompt: 'x', image_urls: 'nothing', n: 2, seed: 0 }
    const answer = await fetch(`${sandbox.url}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const { message } = (await answer.json()) as { message: string }
    expect(answer.status).toBe(400)
    for (const problem of [
      'n: Unrecognized key',
      'seed: ',
      'image_urls: Expected array',
      'image_urls[0]: must be a data URI',
    ])
      expect(message).toContain(problem)
    expect(sandbox.ledger()[0]?.billed).toBe(false)
  })

  it('refuses a missing key, and a model that was withdrawn', async () => {
    const wrong = await run(V4, {}, { key: 'wrong' }).catch((error: unknown) => error)
    expect(wrong).toMatchObject({ code: 'auth' })
    const control = { method: 'POST', body: JSON.stringify({ withdrawn: ['bytedance/seedream-v4-edit'] }) }
    await fetch(`${sandbox.url}/sandbox/control`, control)
    expect(await failWith(V4, '')).toMatchObject({ code: 'model_unavailable' })
  })

  it('takes words for the next request from its control address', async () => {
    const control = { method: 'POST', body: JSON.stringify({ next: ['[fail:429 retry-after=3]'] }) }
    await fetch(`${sandbox.url}/sandbox/control`, control)
    expect(await failWith(V4, '')).toMatchObject({ code: 'rate_limited', retryAfterMs: 3000 })
    expect((await run(V4)).answer.images).toHaveLength(1)
  })

  it('ends a fault after so many times', async () => {
    expect(await failWith(V4, '[fail:500 times=1]')).toMatchObject({ code: 'provider_error', retries: 2 })
    expect((await run(V4, prompt('[fail:500 times=1]'))).answer.images).toHaveLength(1)
  })
})

describe('a fault of the sandbox', () => {
  const faults: [string, string, Partial<ProviderError>][] = [
    ['[fail:400]', 'invalid_request', { failureClass: 'final' }],
    ['[fail:400 form=nested]', 'invalid_request', { failureClass: 'final' }],
    ['[fail:401 form=problem]', 'auth', { failureClass: 'final' }],
    ['[fail:401 form=echo]', 'auth', { failureClass: 'final' }],
    ['[fail:404]', 'model_unavailable', { failureClass: 'final' }],
    ['[fail:422 form=fal]', 'content_blocked', { failureClass: 'final' }],
    ['[fail:429 in=60]', 'rate_limited', { failureClass: 'refused' }],
    ['[fail:429 form=html]', 'rate_limited', { failureClass: 'refused' }],
    ['[fail:502 form=html]', 'outcome_unknown', { failureClass: 'unknown' }],
    ['[fail:503]', 'provider_unavailable', { failureClass: 'refused' }],
    ['[fail:504]', 'timeout', { failureClass: 'unknown' }],
    ['[fail:moderation]', 'content_blocked', { failureClass: 'final' }],
    ['[fail:credits]', 'credits', { failureClass: 'final' }],
    ['[fail:quota]', 'credits', { failureClass: 'final' }],
    ['[fail:ok-error]', 'provider_error', { failureClass: 'final' }],
    ['[fail:ok-blocked]', 'content_blocked', { failureClass: 'final' }],
    ['[fail:ok-false]', 'provider_error', { failureClass: 'final' }],
    ['[fail:redirect]', 'protocol_error', { failureClass: 'final' }],
    ['[fail:reset]', 'outcome_unknown', { failureClass: 'unknown' }],
    ['[fail:close]', 'outcome_unknown', { failureClass: 'unknown' }],
    ['[fail:half]', 'outcome_unknown', { failureClass: 'unknown' }],
    ['[fail:garbage]', 'protocol_error', { failureClass: 'billed' }],
    ['[fail:html]', 'protocol_error', { failureClass: 'billed' }],
    ['[fail:empty]', 'protocol_error', { failureClass: 'billed' }],
    ['[fail:empty-object]', 'empty_result', { failureClass: 'billed' }],
    ['[fail:nan]', 'protocol_error', { failureClass: 'billed' }],
    ['[fail:deep]', 'empty_result', { failureClass: 'billed' }],
    ['[fail:huge]', 'protocol_error', { failureClass: 'billed' }],
    ['[answer:null-data]', 'empty_result', { failureClass: 'billed' }],
    ['[answer:null-items]', 'empty_result', { failureClass: 'billed' }],
    ['[answer:no-base64]', 'protocol_error', { failureClass: 'billed' }],
    ['[answer:queued]', 'protocol_error', { failureClass: 'billed' }],
    ['[result:expired]', 'expired_url', { failureClass: 'billed' }],
    ['[result:gone]', 'expired_url', { failureClass: 'billed' }],
    ['[result:cut]', 'url_unreachable', { failureClass: 'unknown', billed: 'yes' }],
    ['[result:html]', 'protocol_error', { failureClass: 'billed' }],
    ['[result:svg]', 'protocol_error', { failureClass: 'billed' }],
    ['[result:endless]', 'too_large', { failureClass: 'billed' }],
    ['[result:loop]', 'url_not_allowed', { failureClass: 'unknown', billed: 'yes' }],
    ['[result:private]', 'url_not_allowed', { failureClass: 'unknown', billed: 'yes' }],
    ['[result:file]', 'url_not_allowed', { failureClass: 'unknown', billed: 'yes' }],
  ]
  for (const [words, code, more] of faults)
    it(`${words} is ${code}`, async () => {
      const error = await failWith(V4, words)
      expect(error).toMatchObject({ code, ...more })
      const { billed } = sandbox.ledger()[0] ?? {}
      if (error.billed !== 'unknown') expect(billed).toBe(error.billed === 'yes')
    })

  it('[fail:hang] and [fail:drip] end at the deadline', async () => {
    for (const words of ['[fail:hang]', '[fail:drip]'])
      expect(await failWith(V4, words, { timeoutMs: 300 })).toMatchObject({
        code: 'timeout',
        failureClass: 'unknown',
      })
  })

  for (const words of [
    'url',
    'b64',
    'data-uri',
    'images-only',
    'choices',
    'both',
    'output',
    'top-url',
    'nsfw',
    'lines',
    'created',
  ])
    it(`[answer:${words}] is understood`, async () => {
      expect((await run(V4, prompt(`[answer:${words}]`))).answer.images).toHaveLength(1)
    })

  for (const words of ['late times=2', 'octet', 'wrong-type', 'cut-once'])
    it(`[result:${words}] brings the picture in the end`, async () => {
      expect((await run(V4, prompt(`[result:${words}]`))).answer.images).toHaveLength(1)
    })

  it('brings fewer or more pictures than were asked for', async () => {
    const count = async (words: string) =>
      (await run(V4, { ...prompt(words), results: 2 })).answer.images.length
    expect([
      await count('[answer:fewer]'),
      await count('[answer:partial]'),
      await count('[answer:more]'),
    ]).toEqual([1, 1, 4])
  })

  for (const words of ['job polls=3', 'request', 'request-list', 'job polls=0'])
    it(`[answer:${words}] is asked for until it is done`, async () => {
      expect((await run(PIXAZO, prompt(`[answer:${words}]`))).answer.images).toHaveLength(1)
      expect(sandbox.ledger()).toHaveLength(1)
    })

  it('fails or loses work that was taken under a name', async () => {
    for (const [words, failureClass] of [
      ['job-failed', 'final'],
      ['request-failed', 'final'],
      ['job-lost', 'unknown'],
    ] as const)
      expect(await failWith(PIXAZO, `[answer:${words}]`, { pollingMs: 300 })).toMatchObject({ failureClass })
  })
})
