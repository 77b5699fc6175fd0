import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MODELS } from '@/lib/models/catalogue'
import { discoverNotices } from '@/lib/providers/discovery.server'
import { answerJson, createLoopbackServer, type LoopbackServer } from '../../support/loopback-server'

const never = new AbortController().signal
const SEEDREAM = { id: 'bytedance/seedream-3.0', aliases: [], status: 'withdrawn' }
let server: LoopbackServer
let pages: Record<string, unknown>

beforeAll(async () => {
  server = await createLoopbackServer(({ url }, response) => {
    const page = pages[url]
    if (page === undefined) answerJson(response, 404, {})
    else answerJson(response, 200, page)
  })
})
beforeEach(() => {
  server.seen.length = 0
})
afterAll(() => server.close())

const discover = () => discoverNotices(never, server.url, MODELS)

describe('asking which models are withdrawn', () => {
  it('notes a withdrawn model with its reason and our own replacement for it', async () => {
    const entry = { ...SEEDREAM, replaced_by: 'bytedance/seedream-4-5', reason: 'End of life.' }
    pages = { '/v1/models/deprecations': { data: [entry, { odd: true }] }, '/v1/models': { data: [] } }
    expect(await discover()).toEqual([
      {
        modelId: 'aiml/bytedance-seedream-3.0',
        reason: 'Withdrawn by AIML API: End of life.',
        replacedBy: 'aiml/bytedance-seedream-4-5',
      },
    ])
  })

  it('finds a model by its alias, in a bare list too', async () => {
    pages = {
      '/v1/models/deprecations': [
        { id: 'new-name', aliases: ['bytedance/seedream-3.0'], status: 'withdrawn' },
      ],
    }
    expect(await discover()).toMatchObject([{ modelId: 'aiml/bytedance-seedream-3.0' }])
  })

  it('changes nothing for a model that is only deprecated, or still listed', async () => {
    pages = { '/v1/models/deprecations': { data: [{ ...SEEDREAM, status: 'deprecated' }] } }
    expect(await discover()).toEqual([])
    pages = { '/v1/models/deprecations': { data: [SEEDREAM] }, '/v1/models': { data: [{ id: SEEDREAM.id }] } }
    expect(await discover()).toEqual([])
  })

  it('changes nothing when the pages are missing, odd or out of reach', async () => {
    pages = {}
    expect(await discover()).toEqual([])
    pages = { '/v1/models/deprecations': { data: 'nothing' } }
    expect(await discover()).toEqual([])
    expect(await discoverNotices(never, 'http://127.0.0.1:9', MODELS)).toEqual([])
  })

  it('sends no key', async () => {
    pages = {}
    await discover()
    expect(server.seen).toHaveLength(2)
    for (const { headers } of server.seen) expect(headers).not.toHaveProperty('authorization')
  })
})
