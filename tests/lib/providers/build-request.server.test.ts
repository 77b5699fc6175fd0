import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildRequest } from '@/lib/providers/build-request.server'
import type { PreparedInput } from '@/lib/providers/contract'
import { bodyLength, bodyPieces } from '@/lib/providers/request-body.server'
import { createInput, createJob } from '../../support/provider-job'

const V4 = 'aiml/bytedance-seedream-v4-edit'
let input: PreparedInput
let mask: PreparedInput

beforeAll(async () => {
  input = await createInput('jpeg')
  mask = await createInput('png')
})

const bodyOf = (request: ReturnType<typeof buildRequest>) =>
  Buffer.concat([...bodyPieces(request.transport.body)])

describe('building a request', () => {
  it('makes valid JSON whose length is known before it is sent', () => {
    const request = buildRequest(
      createJob(V4, { prompt: 'a "quoted" 日本 \\ line\nbreak', inputs: [input, mask] }),
    )
    const body = bodyOf(request)
    expect(body.length).toBe(bodyLength(request.transport.body))
    expect(JSON.parse(body.toString())).toMatchObject({
      prompt: 'a "quoted" 日本 \\ line\nbreak',
      image_urls: [
        `data:image/jpeg;base64,${Buffer.from(input.bytes).toString('base64')}`,
        `data:image/png;base64,${Buffer.from(mask.bytes).toString('base64')}`,
      ],
    })
  })

  it('cuts large pictures into whole base64', () => {
    const bytes = new Uint8Array(700_001).map((_, index) => index % 251)
    const body = bodyOf(buildRequest(createJob(V4, { inputs: [{ ...input, bytes }] }))).toString()
    const sent = Buffer.from(JSON.parse(body).image_urls[0].split(',')[1], 'base64')
    expect(createHash('sha256').update(sent).digest('hex')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    )
  })

  it('keeps what is sent without its pictures, and names them by their hash', () => {
    const changes = ['turned upright']
    const { sent } = buildRequest(createJob(V4, { inputs: [{ ...input, changes }] }))
    expect(sent).toMatchObject({
      method: 'POST',
      path: '/v1/images/generations',
      body: { model: 'bytedance/seedream-v4-edit', image_urls: [`data:image/jpeg;sha256,${input.sentHash}`] },
      inputs: [{ image: input.imageId, sent: input.sentHash, changes }],
    })
    expect(JSON.stringify(sent).length).toBeLessThan(1000)
  })

  it('has the same hash for the same request, and another one for any other', () => {
    const hashOf = (job: Parameters<typeof createJob>[1]) =>
      buildRequest(createJob(V4, { inputs: [input], ...job })).hash
    expect(hashOf({})).toBe(hashOf({ clientRequestId: 'another-try' }))
    expect(
      new Set([hashOf({}), hashOf({ prompt: 'other' }), hashOf({ inputs: [mask] }), hashOf({ results: 2 })])
        .size,
    ).toBe(4)
  })

  it('sends files as a form, with the last one as the mask when that is switched on', async () => {
    const job = createJob('aiml/openai-gpt-image-1', {
      inputs: [input, mask, mask],
      results: 2,
      settings: { size: '1024x1536', advanced: { mask: true, response_format: 'b64_json' } },
    })
    const request = buildRequest(job)
    const { contentType } = request.transport.body
    const form = await new Response(new Uint8Array(bodyOf(request)), {
      headers: { 'content-type': contentType },
    }).formData()
    expect(request.transport.path).toBe('/v1/images/edits')
    expect([...form.keys()]).toEqual([
      'model',
      'prompt',
      'n',
      'size',
      'response_format',
      'image[]',
      'image[]',
      'mask',
    ])
    expect(form.get('n')).toBe('2')
    const sentMask = form.get('mask') as File
    expect([sentMask.type, sentMask.size]).toEqual(['image/png', mask.bytes.length])
    expect(bodyOf(request).length).toBe(bodyLength(request.transport.body))
  })

  it('refuses a mask that does not lie on the first image', async () => {
    const small = await createInput('png', { width: 10, height: 10 })
    const settings = { advanced: { mask: true } }
    for (const last of [small, input])
      expect(() =>
        buildRequest(createJob('aiml/openai-gpt-image-1', { inputs: [input, last], settings })),
      ).toThrow('mask')
    expect(() => buildRequest(createJob('aiml/openai-gpt-image-1', { inputs: [input], settings }))).toThrow()
  })

  it('refuses a mask that is too large for the vendor before anything is sent', () => {
    const job = (bytes: number) =>
      createJob('aiml/openai-gpt-image-1', {
        inputs: [input, { ...mask, width: input.width, height: input.height, bytes: Buffer.alloc(bytes) }],
        settings: { advanced: { mask: true } },
      })
    expect(() => buildRequest(job(4_000_000))).toThrow('less than 4 MB')
    expect(() => buildRequest(job(3_999_999))).not.toThrow()
  })

  it('asks for the ratio nearest to the photo where a model only knows ratios', () => {
    const ratioOf = (width: number, height: number) => {
      const job = createJob('aiml/flux-kontext-pro-image-to-image', { inputs: [{ ...input, width, height }] })
      return (buildRequest(job).sent.body as { aspect_ratio: string }).aspect_ratio
    }
    expect([ratioOf(3000, 2000), ratioOf(1000, 1010), ratioOf(100, 300), ratioOf(4000, 1000)]).toEqual([
      '3:2',
      '1:1',
      '9:21',
      '21:9',
    ])
  })

  it('sends one picture as a text and several as a list where the vendor takes both', () => {
    const imageOf = (inputs: PreparedInput[]) =>
      (
        buildRequest(createJob('aiml/flux-kontext-max-image-to-image', { inputs })).sent.body as {
          image_url: unknown
        }
      ).image_url
    expect(typeof imageOf([input])).toBe('string')
    expect(imageOf([input, mask])).toHaveLength(2)
  })

  it('refuses several results in one request of a model that makes one', () => {
    expect(() => buildRequest(createJob('pixazo/seededit-3.0', { inputs: [input], results: 2 }))).toThrow(
      'one picture',
    )
  })
})
