import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createS3Storage } from '@/lib/storage/s3.server'
import { startS3Server } from '../../support/s3-server'
import { describeStorage, readAll } from '../../support/storage-contract'

const signal = new AbortController().signal
const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
let server: Awaited<ReturnType<typeof startS3Server>>
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(() => server.close())

let count = 0
function open(logFailure: (error: unknown) => void = () => undefined) {
  count += 1
  return createS3Storage({ bucket: `bucket-${count}`, endpoint: server.endpoint, credentials }, logFailure)
}

async function* megabytes(howMany: number, afterLast: () => void = () => undefined) {
  for (let index = 0; index < howMany; index += 1) yield randomBytes(1_048_576)
  afterLast()
  yield Buffer.from('x')
}

describeStorage('a bucket', async () => open())

describe('a bucket', () => {
  it('sends what is large in parts and joins them in order', async () => {
    const bytes = randomBytes(12_000_000)
    const storage = open()
    const halves = [bytes.subarray(0, 6_500_000), bytes.subarray(6_500_000)]
    expect(await storage.put(signal, 'large', halves)).toBe(bytes.length)
    expect((await readAll((await storage.get(signal, 'large')).body)).equals(bytes)).toBe(true)
    expect(server.requests.filter((line) => /^PUT .*large parts$/.test(line))).toHaveLength(3)
    expect(server.uploads.size).toBe(0)
  })

  it('takes the parts back when a large body breaks off', async () => {
    const storage = open()
    const body = megabytes(12, () => {
      throw new Error('the line broke')
    })
    await expect(storage.put(signal, 'large', body)).rejects.toThrow('the line broke')
    expect(await storage.exists(signal, 'large')).toBe(false)
    expect(server.uploads.size).toBe(0)
  })

  it('takes the parts back when a large body is cancelled', async () => {
    const controller = new AbortController()
    const storage = open()
    const put = storage.put(
      controller.signal,
      'large',
      megabytes(12, () => controller.abort()),
    )
    await expect(put).rejects.toMatchObject({ name: 'AbortError' })
    await vi.waitFor(() => expect(server.uploads.size).toBe(0))
    expect(await storage.exists(signal, 'large')).toBe(false)
  })

  it('has nothing to read in an empty range or behind the last byte', async () => {
    const storage = open()
    await storage.put(signal, 'key', [Buffer.from('0123')])
    for (const range of [
      { startByte: 2, endByte: 2 },
      { startByte: 4, endByte: 9 },
    ]) {
      const { body, sizeBytes } = await storage.get(signal, 'key', range)
      expect([sizeBytes, (await readAll(body)).length]).toEqual([0, 0])
    }
    const missing = storage.get(signal, 'nowhere', { startByte: 0, endByte: 0 })
    await expect(missing).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    [403, 'AccessDenied', 'S3_BUCKET'],
    [403, 'SignatureDoesNotMatch', 'S3_SECRET_ACCESS_KEY'],
    [403, 'SomethingNew', 'S3_BUCKET'],
    [404, 'NoSuchBucket', 'S3_BUCKET'],
    [400, 'AuthorizationHeaderMalformed', 'S3_REGION'],
  ])('calls %i %s a storage that takes nothing, and names %s in the log', async (status, code, setting) => {
    const logFailure = vi.fn()
    const storage = open(logFailure)
    server.refuseWrites({ status, code })
    const put = storage.put(signal, 'key', [Buffer.from('x')])
    await expect(put).rejects.toMatchObject({ code: 'storage_full' })
    server.refuseWrites()
    expect(logFailure).toHaveBeenCalledOnce()
    expect(String(logFailure.mock.calls[0]?.[0])).toContain(setting)
    expect(await storage.put(signal, 'key', [Buffer.from('x')])).toBe(1)
  })

  it('names the address in the log when nobody answers there', async () => {
    const logFailure = vi.fn()
    const gone = await startS3Server()
    gone.close()
    const storage = createS3Storage({ bucket: 'b', endpoint: gone.endpoint, credentials }, logFailure)
    const put = storage.put(signal, 'key', [Buffer.from('x')])
    await expect(put).rejects.toMatchObject({ code: 'storage_full' })
    expect(String(logFailure.mock.calls[0]?.[0])).toContain('S3_ENDPOINT')
    await expect(storage.get(signal, 'key')).rejects.toThrow('S3_ENDPOINT')
  })
})
