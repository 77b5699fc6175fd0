import { expect, it } from 'vitest'
import { ingestFromUrl } from '@/lib/images/ingest/from-url.server'
import type { IncomingFile, Ingest, IngestedImage } from '@/lib/images/ingest/ingest.server'
import type { SafeFetch } from '@/lib/net/safe-fetch.server'

const signal = new AbortController().signal
const answering =
  (status: number, url: string): SafeFetch =>
  async () => ({
    status,
    url,
    headers: new Headers(),
    body: (async function* () {
      yield Buffer.from('bytes')
    })(),
  })

it('takes in what the address answers, under the last part of its path', async () => {
  let taken: IncomingFile | undefined
  const ingest: Ingest = async (_, file) => {
    taken = file
    return {} as IngestedImage
  }
  const safeFetch = answering(200, 'https://example.com/photos/cat%20one.jpg?size=1')
  await ingestFromUrl(signal, { safeFetch, ingest }, 'https://example.com/short')
  expect(taken?.name).toBe('cat one.jpg')
  // Servers lie about lengths, and a transfer that is cut fails by itself.
  expect(taken?.expectedBytes).toBeUndefined()
})

it.each([204, 304, 403, 404, 500])('calls an address that answers %i unreachable', async (status) => {
  const ingest: Ingest = () => Promise.reject(new Error('not to be called'))
  const safeFetch = answering(status, 'https://example.com/')
  await expect(ingestFromUrl(signal, { safeFetch, ingest }, 'https://example.com/')).rejects.toMatchObject({
    code: 'url_unreachable',
  })
})
