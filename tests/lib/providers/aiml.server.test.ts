import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSafeFetch } from '@/lib/net/safe-fetch.server'
import { createAiml } from '@/lib/providers/aiml.server'
import type { ProviderJob } from '@/lib/providers/contract'
import { ProviderError } from '@/lib/providers/provider-error'
import {
  type Answering,
  answerJson,
  createLoopbackServer,
  type LoopbackServer,
} from '../../support/loopback-server'
import { CANARY_KEY, createHooks, createInput, createJob, createPicture } from '../../support/provider-job'

const V4 = 'aiml/bytedance-seedream-v4-edit'
const SEEDEDIT = 'aiml/bytedance-seededit-3.0-i2i'
const BROKEN = Buffer.from('<html></html>').toString('base64')
const never = new AbortController().signal

let answer: Answering
let server: LoopbackServer
let picture: Buffer

beforeEach(async () => {
  picture = await createPicture('png')
  server = await createLoopbackServer((request, response) => {
    if (request.url.startsWith('/files/')) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.end(picture)
    } else answer(request, response)
  })
})
afterEach(() => server.close())

const create = (options: { timeoutMs?: number; baseUrl?: string } = {}) =>
  createAiml({
    key: CANARY_KEY,
    baseUrl: server.url,
    timeoutMs: 5000,
    safeFetch: createSafeFetch({ allowPrivate: [server.host] }),
    refetchWaitsMs: [1, 1],
    ...options,
  })

async function run(job: ProviderJob, options = {}) {
  const provider = create(options)
  const { hooks, told } = createHooks()
  const request = provider.build(job)
  return { answer: await provider.dispatch(never, request, hooks), told, request }
}

async function fail(job: ProviderJob, options = {}): Promise<ProviderError> {
  const error = await run(job, options).catch((thrown: unknown) => thrown)
  if (!(error instanceof ProviderError)) throw new Error(`expected a ProviderError, got ${String(error)}`)
  const kept = JSON.stringify([error.message, error.answered, String(error.cause), error.stack])
  expect(kept).not.toContain(CANARY_KEY)
  return error
}

const editJob = async (job: Partial<ProviderJob> = {}) =>
  createJob(V4, { inputs: [await createInput()], ...job })
const sentBody = () => JSON.parse(server.seen[0]?.body.toString() ?? 'null')

describe('a request to AIML API', () => {
  it('carries the key, our own id and the exact length', async () => {
    answer = (_, response) => answerJson(response, 200, { data: [{ url: `${server.url}/files/1.png` }] })
    await run(await editJob())
    const seen = server.seen[0]
    expect(seen?.method).toBe('POST')
    expect(seen?.url).toBe('/v1/images/generations')
    expect(seen?.headers).toMatchObject({
      authorization: `Bearer ${CANARY_KEY}`,
      'content-type': 'application/json',
      'content-length': String(seen?.body.length),
      'x-client-request-id': '0b7ae1f2-1111-4222-8333-444455556666',
    })
  })

  it('is sent byte for byte as SeedEdit documents it', async () => {
    answer = (_, response) => answerJson(response, 200, { data: [{ url: `${server.url}/files/1.png` }] })
    const input = await createInput()
    await run(createJob(SEEDEDIT, { inputs: [input], settings: { seed: 7, advanced: {} } }))
    expect(sentBody()).toEqual({
      model: 'bytedance/seededit-3.0-i2i',
      prompt: 'make the sky red',
      image: `data:image/jpeg;base64,${Buffer.from(input.bytes).toString('base64')}`,
      guidance_scale: 5.5,
      seed: 7,
      watermark: false,
      response_format: 'url',
      size: 'adaptive',
    })
  })

  it('fetches what is ready while the name of the work is being written, and waits for that to be done', async () => {
    let isWritten = false
    answer = (_, response) => answerJson(response, 200, { data: [{ url: `${server.url}/files/1.png` }] })
    const provider = create()
    const hooks = {
      ...createHooks().hooks,
      async onAccepted() {
        await vi.waitFor(() => expect(server.seen[1]?.url).toBe('/files/1.png'))
        isWritten = true
      },
    }
    await provider.dispatch(never, provider.build(await editJob()), hooks)
    expect(isWritten).toBe(true)
  })

  it('fetches results without the key and without touching the query', async () => {
    const query = 'X-Tos-Expires=86400&x-tos-process=image%2Fwatermark%2Cimage_YXNz&a=%7e+b'
    answer = (_, response) =>
      answerJson(response, 200, { data: [{ url: `${server.url}/files/1.png?${query}` }] })
    await run(await editJob())
    expect(server.seen[1]?.url).toBe(`/files/1.png?${query}`)
    expect(JSON.stringify(server.seen[1]?.headers)).not.toContain('CANARY')
  })
})

describe('an answer of AIML API', () => {
  const url = () => `${server.url}/files/1.png`
  const variants: [string, () => unknown][] = [
    ['created and data with an address', () => ({ created: 1_754_408_583, data: [{ url: url() }] })],
    ['data inline', () => ({ data: [{ b64_json: picture.toString('base64'), url: null }], meta: null })],
    ['images alone', () => ({ images: [{ url: url(), content_type: 'image/png' }], description: '' })],
    ['images and the same data', () => ({ images: [{ url: url() }], data: [{ url: url() }], seed: 5 })],
    [
      'the first draft: output.choices',
      () => ({ status: 'finished', output: { choices: [{ image_base64: picture.toString('base64') }] } }),
    ],
    [
      'a data URI as address',
      () => ({ data: [{ url: `data:image/png;base64,${picture.toString('base64')}` }] }),
    ],
    [
      'both forms at once',
      () => ({ data: [{ url: 'https://127.0.0.1:1/', b64_json: picture.toString('base64') }] }),
    ],
    ['a created of milliseconds', () => ({ created: 1_777_511_878_231, data: [{ url: url() }] })],
    [
      'base64 with line breaks',
      () => ({ data: [{ b64_json: picture.toString('base64').replace(/.{60}/g, '$&\n') }] }),
    ],
  ]
  for (const [name, body] of variants)
    it(`is understood: ${name}`, async () => {
      answer = (_, response) => answerJson(response, 201, body())
      const { answer: got } = await run(await editJob())
      expect(got.images).toHaveLength(1)
      expect(Buffer.from(got.images[0]?.bytes ?? []).equals(picture)).toBe(true)
      expect(JSON.stringify(got.answered)).not.toContain(picture.toString('base64').slice(0, 60))
    })

  it('brings the seed that was used, the cost and the ids', async () => {
    answer = (_, response) =>
      answerJson(
        response,
        200,
        { images: [{ url: url() }], seed: 623_004_765, meta: { usage: { tokens_used: 63_000 } } },
        { 'x-inference-id': 'inf-1' },
      )
    const { answer: got, told } = await run(await editJob())
    expect(got).toMatchObject({ costUsd: 0.0315, notes: [], missing: [] })
    expect(got.images[0]?.seed).toBe(623_004_765)
    expect(got.answered).toMatchObject({ status: 200, headers: { 'x-inference-id': 'inf-1' } })
    expect(told).toEqual([expect.stringMatching(/^accepted result:/), 'fetching', '100 %'])
  })

  it('is unpacked when the vendor packs it although plain bytes were asked for', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(JSON.stringify({ data: [{ url: url() }] })))
    }
    expect((await run(await editJob())).answer.images).toHaveLength(1)
    expect(server.seen[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('is stopped when it unpacks to more than an answer may be', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' })
      response.end(gzipSync(Buffer.alloc(120_000_000, 'A')))
    }
    expect(await fail(await editJob())).toMatchObject({ code: 'protocol_error', failureClass: 'billed' })
  })

  it('prefers the price in dollars, and knows no price where none is said', async () => {
    answer = (_, response) =>
      answerJson(
        response,
        200,
        { data: [{ url: url() }], meta: { usage: { credits_used: 1 } } },
        {
          'x-aimlapi-usd-spent': '0.042',
        },
      )
    expect((await run(await editJob())).answer.costUsd).toBe(0.042)
    answer = (_, response) => answerJson(response, 200, { data: [{ url: url() }] })
    expect((await run(await editJob())).answer.costUsd).toBeNull()
  })

  it('keeps what came when a single picture failed, and says which', async () => {
    answer = (_, response) =>
      answerJson(response, 200, {
        data: [
          { url: url() },
          { error: { code: 'OutputImageSensitiveContentDetected', message: 'Blocked.' } },
        ],
      })
    const { answer: got } = await run(await editJob({ results: 2 }))
    expect(got.images).toHaveLength(1)
    expect(got).toMatchObject({
      missing: [{ words: 'Blocked.', isMade: false }],
      notes: ['1 of 2 pictures came.'],
    })
  })

  it('takes more pictures than were asked for', async () => {
    answer = (_, response) => answerJson(response, 200, { data: [{ url: url() }, { url: `${url()}?2` }] })
    const { answer: got } = await run(await editJob())
    expect(got.images).toHaveLength(2)
    expect(got.notes).toEqual(['2 pictures came, 1 were asked for.'])
  })

  it('warns of a picture that the safety checker flagged', async () => {
    answer = (_, response) =>
      answerJson(response, 200, { images: [{ url: url() }], has_nsfw_concepts: [true] })
    expect((await run(await editJob())).answer.notes[0]).toMatch(/safety checker/)
  })

  it('can be fetched again after a crash, without another request', async () => {
    answer = (_, response) => answerJson(response, 200, { data: [{ url: url() }], seed: 9 })
    const { told } = await run(await editJob())
    const remoteId = told[0]?.replace('accepted ', '') ?? ''
    const again = await create().resume?.(never, remoteId, createHooks().hooks)
    expect(again?.images[0]?.seed).toBe(9)
    expect(server.seen.filter((request) => request.method === 'POST')).toHaveLength(1)
  })
})

describe('an answer without a picture', () => {
  const bodies: [string, unknown, string][] = [
    ['null data', { data: null }, 'empty_result'],
    ['neither address nor bytes', { data: [{ url: null, b64_json: null }] }, 'empty_result'],
    ['nothing', {}, 'empty_result'],
    ['a state without a name', { status: 'queued' }, 'protocol_error'],
    ['no base64', { data: [{ b64_json: '<html>not at all</html>' }] }, 'protocol_error'],
    [
      'base64 of no image',
      { data: [{ b64_json: Buffer.from('<html></html>').toString('base64') }] },
      'protocol_error',
    ],
  ]
  for (const [name, body, code] of bodies)
    it(`is billed and not sent again: ${name}`, async () => {
      answer = (_, response) => answerJson(response, 200, body)
      expect(await fail(await editJob())).toMatchObject({
        code,
        failureClass: 'billed',
        billed: 'yes',
        retries: 0,
      })
    })

  for (const text of [
    'garbage',
    '<html><b>hello</b></html>',
    '',
    '{"a":NaN}',
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  ])
    it(`is billed when it is no JSON object: ${text.slice(0, 20)}`, async () => {
      answer = (_, response) => response.writeHead(200).end(text)
      const error = await fail(await editJob())
      expect(error.failureClass).toBe('billed')
      expect(['protocol_error', 'empty_result']).toContain(error.code)
    })

  it('is billed when the address of the result is dead, after some tries', async () => {
    answer = (request, response) =>
      request.url.startsWith('/gone')
        ? response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>')
        : answerJson(response, 200, { data: [{ url: `${server.url}/gone/1.png` }] })
    expect(await fail(await editJob())).toMatchObject({ code: 'expired_url', failureClass: 'billed' })
    expect(server.seen.filter(({ url }) => url.startsWith('/gone'))).toHaveLength(3)
  })

  it('may be had later when the address of the result only fails for now, which is said', async () => {
    answer = (request, response) =>
      request.url.startsWith('/away')
        ? response.writeHead(503).end()
        : answerJson(response, 200, { data: [{ url: `${server.url}/away/1.png` }] })
    const error = await fail(await editJob())
    expect(error).toMatchObject({ code: 'url_unreachable', failureClass: 'unknown', billed: 'yes' })
    expect(error.message).toContain('costs nothing')
  })

  it('may be had later where it came beside text that is no picture, by its address alone', async () => {
    let isAway = true
    answer = (request, response) =>
      request.url.startsWith('/away')
        ? isAway
          ? response.writeHead(503).end()
          : response.end(picture)
        : answerJson(response, 200, {
            data: [
              { b64_json: '<html>not at all</html>' },
              { b64_json: BROKEN },
              { url: `${server.url}/away/1.png` },
            ],
          })
    const provider = create()
    const { hooks, told } = createHooks()
    const asked = provider.dispatch(never, provider.build(await editJob()), hooks)
    await expect(asked).rejects.toMatchObject({ code: 'url_unreachable', failureClass: 'unknown' })
    isAway = false
    const remoteId = told.find((word) => word.startsWith('accepted'))!.replace('accepted ', '')
    expect((await provider.resume?.(never, remoteId, createHooks().hooks))?.images).toHaveLength(1)
  })

  it('promises no check of an address that is not kept because it holds the key', async () => {
    answer = (request, response) =>
      request.url.startsWith('/away')
        ? response.writeHead(503).end()
        : answerJson(response, 200, { data: [{ url: `${server.url}/away/1.png?key=${CANARY_KEY}` }] })
    const error = await fail(await editJob())
    expect(error).toMatchObject({ code: 'url_unreachable', failureClass: 'billed', billed: 'yes' })
    expect(error.message).not.toContain('Check')
  })

  it('keeps the other picture when one address is dead, and says that the lost one was made', async () => {
    answer = (request, response) => {
      if (request.url.startsWith('/gone')) return response.writeHead(403).end()
      if (request.url.startsWith('/files')) return response.end(picture)
      answerJson(response, 200, {
        data: [{ url: `${server.url}/gone/1.png` }, { url: `${server.url}/files/2.png` }],
      })
    }
    const got = await run(await editJob())
    expect(got.answer.images).toHaveLength(1)
    expect(got.answer.missing).toEqual([{ words: expect.any(String), isMade: true }])
  })

  it('may name any number of pictures: the first sixteen are fetched, a few at a time, and the rest is told', async () => {
    let [open, most] = [0, 0]
    answer = (request, response) => {
      if (!request.url.startsWith('/files'))
        return answerJson(response, 200, {
          data: Array.from({ length: 2000 }, (_, index) => ({ url: `${server.url}/files/${index}.png` })),
        })
      open += 1
      most = Math.max(most, open)
      setImmediate(() => {
        open -= 1
        response.end(picture)
      })
    }
    const { answer: got } = await run(await editJob())
    expect(got.images).toHaveLength(16)
    expect(most).toBeLessThanOrEqual(4)
    expect(got.notes).toContain('More pictures were named than the 16 that were fetched.')
  })

  it('is fetched again when the transfer broke off', async () => {
    let tries = 0
    answer = (request, response) => {
      if (!request.url.startsWith('/cut'))
        return answerJson(response, 200, { data: [{ url: `${server.url}/cut/1.png` }] })
      tries += 1
      response.writeHead(200, { 'content-length': String(picture.length) })
      if (tries > 1) return response.end(picture)
      response.write(picture.subarray(0, 10), () => response.destroy())
    }
    expect((await run(await editJob())).answer.images[0]?.bytes.length).toBe(picture.length)
  })

  it('refuses a page instead of a picture, whatever its type says', async () => {
    answer = (request, response) =>
      request.url.startsWith('/page')
        ? response.writeHead(200, { 'content-type': 'image/png' }).end('<html></html>')
        : answerJson(response, 200, { data: [{ url: `${server.url}/page/1.png` }] })
    expect(await fail(await editJob())).toMatchObject({ code: 'protocol_error', failureClass: 'billed' })
  })

  it('reaches no private address', async () => {
    answer = (_, response) => answerJson(response, 200, { data: [{ url: 'https://169.254.169.254/1.png' }] })
    expect(await fail(await editJob())).toMatchObject({
      code: 'url_not_allowed',
      failureClass: 'unknown',
      billed: 'yes',
    })
  })
})

describe('a refusal of AIML API', () => {
  const legacy = (statusCode: number | string, message: string) => ({
    requestId: 'r-1',
    statusCode,
    timestamp: '2025-10-24T13:51:23.801Z',
    path: '/v1/images/generations',
    message,
  })
  const problem = (status: number, message: string, error: object = {}) => ({
    title: 'Problem',
    status,
    message,
    requestId: 'r-2',
    error: { name: 'Exception', message, ...error },
  })
  const cases: [number, unknown, string, Partial<ProviderError>][] = [
    [400, legacy('400', 'Body validation error!'), 'invalid_request', { failureClass: 'final' }],
    [
      400,
      legacy(400, '400 {"error":{"code":"InputImageSensitiveContentDetected","message":"No."}}'),
      'content_blocked',
      {},
    ],
    [
      400,
      { error: { code: 'moderation_blocked', type: 'image_generation_user_error', message: 'No.' } },
      'content_blocked',
      {},
    ],
    [400, { error: { code: 'RequestBodyTooLarge', message: 'large' } }, 'payload_too_large', {}],
    [
      401,
      problem(401, 'This request requires a valid API key', { name: 'UnauthorizedException' }),
      'auth',
      {},
    ],
    [402, legacy(402, 'pay'), 'credits', {}],
    [403, problem(403, 'Forbidden', { data: { kind: 'err_insufficent_credits' } }), 'credits', {}],
    [403, legacy(403, "You've run out of credits. Please top up"), 'credits', {}],
    [403, legacy(403, 'This model is not for you'), 'forbidden', {}],
    [404, problem(404, '-'), 'model_unavailable', {}],
    [404, legacy(404, ''), 'model_unavailable', {}],
    [413, legacy(413, 'large'), 'payload_too_large', {}],
    [422, { detail: [{ loc: ['body'], msg: 'too small', type: 'image_too_small' }] }, 'invalid_request', {}],
    [422, { detail: [{ msg: 'flagged', type: 'content_policy_violation' }] }, 'content_blocked', {}],
    [429, legacy(429, 'Too Many Requests'), 'rate_limited', { failureClass: 'refused', retries: 5 }],
    [
      429,
      { error: { code: 'insufficient_quota', message: 'billing' } },
      'credits',
      { failureClass: 'final', retries: 0 },
    ],
    [500, legacy(500, 'Internal server error'), 'provider_error', { failureClass: 'refused', retries: 2 }],
    [
      503,
      legacy(503, 'Service unavailable'),
      'provider_unavailable',
      { failureClass: 'refused', retries: 2 },
    ],
    [502, legacy(502, 'Bad Gateway'), 'outcome_unknown', { failureClass: 'unknown', billed: 'unknown' }],
    [504, legacy(504, 'Generation timeout'), 'timeout', { failureClass: 'unknown', billed: 'unknown' }],
    [
      200,
      { error: { code: 'OutputImageSensitiveContentDetected', message: 'No.' } },
      'content_blocked',
      { failureClass: 'final' },
    ],
    [
      200,
      { error: { code: 'InternalServiceError', message: 'Broken.' } },
      'provider_error',
      { failureClass: 'final', billed: 'unknown' },
    ],
    // Closed for now, says the maker's list of errors: no reason to take the model off the list.
    [
      400,
      { error: { code: 'InvalidEndpoint.ClosedEndpoint', message: 'Closed.' } },
      'provider_unavailable',
      { failureClass: 'final' },
    ],
    [
      200,
      { error: { code: 'InvalidEndpoint.ClosedEndpoint', message: 'Closed.' } },
      'provider_unavailable',
      { failureClass: 'final', billed: 'unknown' },
    ],
    [200, { success: false, message: 'no' }, 'provider_error', { failureClass: 'final' }],
    [302, {}, 'protocol_error', { failureClass: 'final' }],
  ]
  for (const [status, body, code, more] of cases)
    it(`${status} ${JSON.stringify(body).slice(0, 60)} is ${code}`, async () => {
      answer = (_, response) => answerJson(response, status, body, { location: 'https://example.com/' })
      const error = await fail(await editJob())
      expect(error).toMatchObject({ code, ...more })
      expect(error.message.length).toBeLessThan(500)
      expect(error.message).not.toMatch(/[<>]/)
      expect(server.seen).toHaveLength(1)
    })

  it('says what the vendor says, out of JSON in its message', async () => {
    answer = (_, response) =>
      answerJson(response, 400, legacy(400, '400 {"error":{"message":"image must be larger"}}'))
    expect((await fail(await editJob())).message).toContain('AIML API says: “image must be larger”')
  })

  it('tolerates a page instead of JSON', async () => {
    answer = (_, response) => response.writeHead(500).end('<html>Bad</html>')
    expect(await fail(await editJob())).toMatchObject({ failureClass: 'unknown', code: 'outcome_unknown' })
    answer = (_, response) => response.writeHead(429).end('<html>Slow</html>')
    expect(await fail(await editJob())).toMatchObject({ failureClass: 'refused', code: 'rate_limited' })
  })

  it('names the variable of a refused key and never the key', async () => {
    answer = (request, response) =>
      answerJson(response, 401, { message: `bad key ${request.headers.authorization}` })
    expect((await fail(await editJob())).message).toBe(
      'AIML API refused the key. Check AIML_API_KEY and start again.',
    )
  })

  it('takes the key out of whatever the vendor echoes', async () => {
    answer = (request, response) =>
      answerJson(
        response,
        400,
        {
          message: `odd ${request.headers.authorization} ${Buffer.from(CANARY_KEY).toString('base64')}`,
          [CANARY_KEY]: 1,
        },
        { 'x-request-id': CANARY_KEY },
      )
    const error = await fail(await editJob())
    expect(error.message).toContain('[key]')
    expect(JSON.stringify(error.answered)).not.toContain(Buffer.from(CANARY_KEY).toString('base64'))
  })

  it('names the model to use instead of a withdrawn one', async () => {
    answer = (_, response) => answerJson(response, 404, problem(404, 'Not found'))
    const error = await fail(createJob(SEEDEDIT, { inputs: [await createInput()] }))
    expect(error.message).toContain('Use Seedream v4 Edit (AIML).')
  })

  it('waits as long as the vendor asks, in seconds and until a date', async () => {
    const waits: (string | undefined)[] = [
      '7',
      new Date(Date.now() + 60_000).toUTCString(),
      '86400',
      'soon',
      undefined,
    ]
    const read: (number | undefined)[] = []
    for (const wait of waits) {
      answer = (_, response) =>
        answerJson(response, 429, {}, wait === undefined ? {} : { 'retry-after': wait })
      read.push((await fail(await editJob())).retryAfterMs)
    }
    expect(read[0]).toBe(7000)
    expect(read[1]).toBeGreaterThan(50_000)
    expect(read.slice(2)).toEqual([86_400_000, undefined, undefined])
  })

  it('says how long to wait when that is too long to be waited for', async () => {
    answer = (_, response) => answerJson(response, 429, {}, { 'retry-after': '86400' })
    expect((await fail(await editJob())).message).toContain('asks to wait 24 hours')
  })
})

describe('a broken connection', () => {
  it('is certain that nothing was sent when nobody listens', async () => {
    await server.close()
    expect(await fail(await editJob())).toMatchObject({
      code: 'network',
      failureClass: 'not_sent',
      billed: 'no',
      retries: 3,
    })
  })

  it('is certain that nothing was sent to a name that does not exist or speaks no TLS', async () => {
    answer = (_, response) => response.end()
    const secure = server.url.replace('http:', 'https:')
    for (const baseUrl of ['http://name.invalid', secure])
      expect(await fail(await editJob(), { baseUrl })).toMatchObject({
        code: 'network',
        failureClass: 'not_sent',
      })
  })

  it('is unknown after the body was sent', async () => {
    answer = (_, response) => response.destroy()
    expect(await fail(await editJob())).toMatchObject({ code: 'outcome_unknown', failureClass: 'unknown' })
  })

  it('is unknown when the answer stops half way', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"data":', () => response.destroy())
    }
    expect(await fail(await editJob())).toMatchObject({ code: 'outcome_unknown', failureClass: 'unknown' })
  })

  it('is unknown when no answer comes in time, also from one that drips', async () => {
    answer = () => undefined
    expect(await fail(await editJob(), { timeoutMs: 150 })).toMatchObject({
      code: 'timeout',
      failureClass: 'unknown',
    })
    answer = (_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    }
    expect(await fail(await editJob(), { timeoutMs: 150 })).toMatchObject({
      code: 'timeout',
      failureClass: 'unknown',
    })
  })

  it('is cancelled by its signal, and may still be billed', async () => {
    const stop = new AbortController()
    answer = () => stop.abort()
    const provider = create()
    const sent = provider.dispatch(stop.signal, provider.build(await editJob()), createHooks().hooks)
    await expect(sent).rejects.toMatchObject({ code: 'cancelled', failureClass: 'unknown' })
  })

  it('never follows a redirect with the key', async () => {
    const other = await createLoopbackServer((_, response) => response.end())
    answer = (_, response) =>
      response.writeHead(307, { location: `${other.url}/v1/images/generations` }).end()
    await fail(await editJob())
    expect(other.seen).toHaveLength(0)
    await other.close()
  })
})
