import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSafeFetch } from '@/lib/net/safe-fetch.server'
import type { ProviderJob } from '@/lib/providers/contract'
import { createPixazo } from '@/lib/providers/pixazo.server'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  answerJson,
  createLoopbackServer,
  type LoopbackServer,
  type SeenRequest,
} from '../../support/loopback-server'
import { CANARY_KEY, createHooks, createInput, createJob, createPicture } from '../../support/provider-job'

const never = new AbortController().signal

type Reply = { status?: number; body: unknown; headers?: Record<string, string> }
let reply: (request: SeenRequest, count: number) => Reply
let server: LoopbackServer
let picture: Buffer

beforeEach(async () => {
  picture = await createPicture('jpeg')
  const counts = new Map<string, number>()
  server = await createLoopbackServer((request, response) => {
    if (request.url.startsWith('/files/')) return void response.end(picture)
    const count = (counts.get(request.url) ?? 0) + 1
    counts.set(request.url, count)
    const { status = 200, body, headers } = reply(request, count)
    answerJson(response, status, body, headers)
  })
})
afterEach(() => server.close())

const create = (totalMs = 5000) =>
  createPixazo({
    key: CANARY_KEY,
    baseUrl: server.url,
    timeoutMs: 5000,
    safeFetch: createSafeFetch({ allowPrivate: [server.host] }),
    refetchWaitsMs: [1],
    pollTimes: { firstMs: 1, factor: 1.5, maxMs: 5, totalMs },
  })

const createPixazoJob = async (job: Partial<ProviderJob> = {}) =>
  createJob('pixazo/seededit-3.0', {
    inputs: [await createInput()],
    settings: { seed: 42, advanced: {} },
    ...job,
  })

async function run(job?: ProviderJob, totalMs?: number) {
  const provider = create(totalMs)
  const { hooks, told } = createHooks()
  const request = provider.build(job ?? (await createPixazoJob()))
  return { answer: await provider.dispatch(never, request, hooks), told }
}

async function fail(totalMs?: number): Promise<ProviderError> {
  const error = await run(undefined, totalMs).catch((thrown: unknown) => thrown)
  if (!(error instanceof ProviderError)) throw new Error(`expected a ProviderError, got ${String(error)}`)
  expect(JSON.stringify([error.message, error.answered, String(error.cause)])).not.toContain(CANARY_KEY)
  return error
}

const url = () => `${server.url}/files/1.jpg`
const isJobPoll = ({ url: path }: SeenRequest) => path === '/bytedance-polling/getImageResult'

describe('a request to Pixazo', () => {
  it('has the three headers and the documented body', async () => {
    reply = () => ({ body: { created: 1, data: [{ url: url() }] } })
    const input = await createInput('png')
    await run(await createPixazoJob({ inputs: [input] }))
    const seen = server.seen[0]
    expect(seen?.url).toBe('/byteplus/v1/getEditImage')
    expect(seen?.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      'ocp-apim-subscription-key': CANARY_KEY,
    })
    expect(JSON.parse(seen?.body.toString() ?? '')).toEqual({
      model: 'seededit-3-0-i2i-250628',
      prompt: 'make the sky red',
      image: `data:image/png;base64,${Buffer.from(input.bytes).toString('base64')}`,
      guidance_scale: 5.5,
      seed: 42,
      watermark: false,
      response_format: 'url',
      size: 'adaptive',
    })
  })
})

describe('an answer of Pixazo', () => {
  it('is taken at once when the picture is there', async () => {
    reply = () => ({
      body: { created: 1_757_502_222, data: [{ url: url() }], usage: { output_tokens: 4096 } },
    })
    const { answer, told } = await run()
    expect(Buffer.from(answer.images[0]?.bytes ?? []).equals(picture)).toBe(true)
    expect(answer).toMatchObject({ costUsd: null, images: [{ seed: 42 }] })
    expect(told.slice(1)).toEqual(['fetching', '100 %'])
  })

  for (const body of [
    { output: 'URL' },
    { url: 'URL' },
    { data: [{ b64_json: 'BASE64' }] },
    { images: [{ url: 'URL' }] },
  ])
    it(`is understood: ${JSON.stringify(body)}`, async () => {
      const text = JSON.stringify(body).replace('URL', url()).replace('BASE64', picture.toString('base64'))
      reply = () => ({ body: JSON.parse(text) })
      expect((await run()).answer.images).toHaveLength(1)
    })

  it('is asked for by job_set_id until it is done', async () => {
    const states = ['processing', 'something new', 'SUCCEEDED']
    reply = (request, count) =>
      isJobPoll(request)
        ? {
            body: {
              job_set_id: 'job-1',
              status: states[count - 1],
              ...(count === 3 && { result: { url: url() } }),
            },
          }
        : { body: { job_set_id: 'job-1', status: 'processing' } }
    const { answer, told } = await run()
    expect(answer.images).toHaveLength(1)
    // The name of the work outlives the addresses of its results.
    expect(told).toEqual(['accepted job:job-1', 'polling', 'fetching', '100 %'])
    const polls = server.seen.filter(isJobPoll)
    expect(polls).toHaveLength(3)
    expect(polls[0]?.body.toString()).toBe('{"job_set_id":"job-1"}')
    expect(polls[0]?.headers['ocp-apim-subscription-key']).toBe(CANARY_KEY)
  })

  for (const result of [{ urls: ['URL'] }, { data: [{ url: 'URL' }] }, ['URL'], [{ url: 'URL' }]])
    it(`is understood in a job: ${JSON.stringify(result)}`, async () => {
      const done = JSON.parse(JSON.stringify({ status: 'succeeded', result }).replace('URL', url()))
      reply = (request) => ({ body: isJobPoll(request) ? done : { job_set_id: 'job-1' } })
      expect((await run()).answer.images).toHaveLength(1)
    })

  it('is asked for by request_id, at the configured gateway only', async () => {
    reply = (request) =>
      request.method === 'GET'
        ? { body: { request_id: 'r/1', status: 'COMPLETED', output: { media_url: [url()] } } }
        : {
            status: 202,
            body: { request_id: 'r/1', status: 'QUEUED', polling_url: 'https://evil.example/steal' },
          }
    expect((await run()).answer.images).toHaveLength(1)
    expect(server.seen[1]?.url).toBe('/v2/requests/status/r%2F1')
  })

  it('says that a job failed, without claiming to know the bill', async () => {
    reply = (request) => ({
      body: isJobPoll(request) ? { status: 'failed', error: 'The model broke.' } : { job_set_id: 'job-1' },
    })
    const error = await fail()
    expect(error).toMatchObject({ code: 'provider_error', failureClass: 'final', billed: 'unknown' })
    expect(error.message).toContain('The model broke.')
  })

  it('is not given up when its status stumbles for a while', async () => {
    reply = (request, count) => {
      if (!isJobPoll(request)) return { body: { job_set_id: 'job-1' } }
      return count < 4
        ? { status: [404, 500, 502][count - 1], body: {} }
        : { body: { result: { url: url() } } }
    }
    expect((await run()).answer.images).toHaveLength(1)
  })

  it('is waited for although the records cannot be written just then', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    reply = (request) => ({
      body: isJobPoll(request) ? { result: { url: url() } } : { job_set_id: 'job-1' },
    })
    const { hooks } = createHooks()
    const away = async () => Promise.reject(new Error('Connection terminated'))
    const provider = create()
    const answer = await provider.dispatch(never, provider.build(await createPixazoJob()), {
      ...hooks,
      onAccepted: away,
      onStep: away,
    })
    expect(answer.images).toHaveLength(1)
  })

  it('stays unknown when its status is refused, lost or never done', async () => {
    const polls: Reply[] = [
      { status: 401, body: { error: 'Invalid or missing authentication' } },
      { status: 404, body: { error: 'Endpoint not found' } },
      { body: { status: 'processing' } },
    ]
    for (const poll of polls) {
      reply = (request) => (isJobPoll(request) ? poll : { body: { job_set_id: 'job-1' } })
      expect(await fail(150)).toMatchObject({ failureClass: 'unknown', billed: 'unknown', retries: 0 })
    }
    expect(server.seen.filter(({ url: path }) => path.startsWith('/byteplus'))).toHaveLength(3)
  })

  it('brings a fresh address when the first one is dead', async () => {
    reply = (request, count) => {
      if (request.url.startsWith('/gone')) return { status: 403, body: {} }
      if (!isJobPoll(request)) return { body: { job_set_id: 'job-1' } }
      return { body: { status: 'succeeded', result: { url: count === 1 ? `${server.url}/gone` : url() } } }
    }
    expect((await run()).answer.images).toHaveLength(1)
  })

  it('can be asked for after a crash, and is never sent again', async () => {
    reply = () => ({ body: { status: 'succeeded', result: { url: url() } } })
    const answer = await create().resume?.(never, 'job:job-9', createHooks().hooks)
    expect(answer?.images).toHaveLength(1)
    expect(server.seen.some(({ url: path }) => path.startsWith('/byteplus'))).toBe(false)
  })

  it('stops waiting when it is cancelled', async () => {
    const stop = new AbortController()
    reply = (request) => {
      if (isJobPoll(request)) stop.abort()
      return { body: { job_set_id: 'job-1', status: 'processing' } }
    }
    const provider = create()
    const sent = provider.dispatch(stop.signal, provider.build(await createPixazoJob()), createHooks().hooks)
    await expect(sent).rejects.toMatchObject({ code: 'cancelled', failureClass: 'unknown' })
  })
})

describe('a refusal of Pixazo', () => {
  const cases: [number, unknown, string, Partial<ProviderError>][] = [
    [400, { error: 'Invalid request parameters' }, 'invalid_request', { failureClass: 'final' }],
    [401, { error: 'Invalid or missing authentication' }, 'auth', { failureClass: 'final' }],
    [401, { statusCode: 401, message: 'Access denied due to missing subscription key.' }, 'auth', {}],
    [402, { error: 'Out of credits' }, 'credits', { failureClass: 'final' }],
    [403, { error: 'Access denied for this operation' }, 'forbidden', { failureClass: 'final' }],
    [404, { error: 'Endpoint not found' }, 'model_unavailable', { failureClass: 'final' }],
    [
      429,
      { error: 'Rate limit exceeded, please retry later' },
      'rate_limited',
      { failureClass: 'refused', retries: 5 },
    ],
    [
      429,
      { statusCode: 429, message: 'Rate limit is exceeded. Try again in 9 seconds.' },
      'rate_limited',
      { retryAfterMs: 9000 },
    ],
    [
      500,
      { error: 'An unexpected error occurred' },
      'provider_error',
      { failureClass: 'refused', retries: 0, billed: 'unknown' },
    ],
    [504, { error: 'Gateway timeout' }, 'timeout', { failureClass: 'unknown' }],
    [200, { success: false, error: 'Invalid parameters' }, 'provider_error', { failureClass: 'final' }],
  ]
  for (const [status, body, code, more] of cases)
    it(`${status} ${JSON.stringify(body)} is ${code}`, async () => {
      reply = () => ({ status, body })
      expect(await fail()).toMatchObject({ code, ...more })
      expect(server.seen).toHaveLength(1)
    })

  it('names its own key variable', async () => {
    reply = () => ({ status: 401, body: { error: `no ${CANARY_KEY}` } })
    expect((await fail()).message).toContain('PIXAZO_API_KEY')
  })
})
