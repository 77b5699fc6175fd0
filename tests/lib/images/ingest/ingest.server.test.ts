import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRenditionStore, type RenditionStore } from '@/lib/images/copies/rendition-store.server'
import type { Decoder } from '@/lib/images/decoder/decoder'
import { createDecoder } from '@/lib/images/decoder/decoder.server'
import { createIngest, type Ingest } from '@/lib/images/ingest/ingest.server'
import { type ImageRecord, imageKey, renditionKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import {
  bombText,
  FOREIGN_FILES,
  ihdr,
  photo,
  png,
  pngOfBytes,
  webpBomb,
} from '../../../support/image-corpus'
import { bundleProgram } from '../../../support/program'
import { readAll } from '../../../support/storage-contract'

const signal = new AbortController().signal
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const small = await photo(300, 200).jpeg().toBuffer()

let entry = ''
let decoder: Decoder
let folder = ''
let storage: Storage
let renditions: RenditionStore
let rows: Map<string, ImageRecord>
let failures: unknown[]
let ingest: Ingest

beforeAll(async () => {
  entry = await bundleProgram('scripts/programs/decoder.ts')
  decoder = createDecoder({ entry, concurrency: 2 })
})
afterAll(async () => {
  await decoder.close()
  await rm(path.dirname(entry), { recursive: true })
})
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ingest-'))
  storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  rows = new Map()
  failures = []
  const tempDir = path.join(folder, 'temp')
  renditions = createRenditionStore({ storage, decoder, tempDir })
  ingest = open()
})

const open = (more: Partial<Parameters<typeof createIngest>[0]> = {}) =>
  createIngest({
    storage,
    decoder,
    renditions,
    findImage: async (_, id) => rows.get(id),
    saveImage: async (_, image) => void rows.set(image.id, image),
    logFailure: (error) => failures.push(error),
    tempDir: path.join(folder, 'temp'),
    freeSpaceFloorBytes: 0,
    ...more,
  })

async function* inChunks(bytes: Uint8Array, chunkBytes = 65_536) {
  for (let start = 0; start < bytes.length; start += chunkBytes)
    yield bytes.subarray(start, start + chunkBytes)
}
const take = (bytes: Uint8Array, expectedBytes = bytes.length) =>
  ingest(signal, { body: inChunks(bytes), expectedBytes, name: 'cat.jpg' })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  )
const stored = async (key: string) => readAll((await storage.get(signal, key)).body)
/** Every file below the folder, temporary ones included. */
const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('a good file', () => {
  it('is stored byte for byte, recorded, and shown in two sizes', async () => {
    const { image, name, isKnown, renditions: made } = await take(small)
    expect(image).toEqual({
      id: sha256(small),
      bytes: small.length,
      width: 300,
      height: 200,
      format: 'jpeg',
      hasAlpha: false,
      bitDepth: 8,
      colourSpace: 'sRGB',
      orientation: 1,
      animated: false,
    })
    expect([name, isKnown, rows.get(image.id)]).toEqual(['cat.jpg', false, image])
    expect(sha256(await stored(imageKey(image.id)))).toBe(image.id)
    await made
    for (const kind of ['thumb', 'preview'] as const) {
      expect((await sharp(await stored(renditionKey(image.id, kind))).metadata()).format).toBe('webp')
    }
    expect(failures).toEqual([])
    expect(await readdir(path.join(folder, 'temp'))).toEqual([])
  })

  it('is not judged or stored again when its bytes are known', async () => {
    await (await take(small)).renditions
    const blind = { ...decoder, inspect: () => Promise.reject(new Error('asked again')) }
    ingest = open({ decoder: blind })
    const again = await take(small)
    expect(again).toMatchObject({ isKnown: true, image: { id: sha256(small) } })
    await again.renditions
  })

  it('is healed when its row is known but its bytes are gone', async () => {
    await (await take(small)).renditions
    await storage.remove(signal, imageKey(sha256(small)))
    expect((await take(small)).isKnown).toBe(false)
    expect(sha256(await stored(imageKey(sha256(small))))).toBe(sha256(small))
  })

  it('is stored once when several bring it at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => take(small)))
    await Promise.all(all.map(({ renditions: made }) => made))
    expect(new Set(all.map(({ image }) => image.id)).size).toBe(1)
    expect((await files()).sort()).toEqual(['preview.webp', sha256(small), 'thumb.webp'].sort())
  })

  it.each([10_485_761, 49_999_999])('is whole at %i bytes', async (sizeBytes) => {
    const bytes = pngOfBytes(sizeBytes)
    expect(bytes).toHaveLength(sizeBytes)
    const { image, renditions: made } = await take(bytes)
    expect(image).toMatchObject({ id: sha256(bytes), bytes: sizeBytes })
    expect(sha256(await stored(imageKey(image.id)))).toBe(sha256(bytes))
    await made
    expect(failures).toEqual([])
  })

  it('may be a result in memory', async () => {
    const { image, renditions: made } = await ingest(signal, { body: [small], name: 'result' })
    expect(image.id).toBe(sha256(small))
    await made
  })
})

describe('a refused file leaves nothing behind', () => {
  it.each<[string, Uint8Array, string]>([
    ['empty', Buffer.alloc(0), 'empty_file'],
    ['one byte', Buffer.from([0xff]), 'unsupported_format'],
    ['noise', Buffer.alloc(1_048_577, 0x37), 'unsupported_format'],
    ['50,000,000 bytes', Buffer.alloc(50_000_000), 'too_large'],
    ['cut in half', small.subarray(0, small.length / 2), 'corrupt_image'],
    ['a WebP bomb', webpBomb(), 'too_many_pixels'],
    ['a PNG of 100,000²', png(8, 8, { header: ihdr(100_000, 100_000) }), 'too_many_pixels'],
    ['a text bomb', png(8, 8, { extra: [bombText('iTXt', 50_000_000)] }), 'metadata_too_large'],
    ['an SVG', FOREIGN_FILES.svg ?? Buffer.alloc(0), 'unsupported_format'],
    ['a GIF', FOREIGN_FILES.gif ?? Buffer.alloc(0), 'unsupported_format'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(take(bytes))).toBe(code)
    expect([rows.size, await files()]).toEqual([0, []])
  })

  it('when fewer or more bytes arrive than were announced', async () => {
    expect(await codeOf(take(small, small.length + 1))).toBe('upload_incomplete')
    expect(await codeOf(take(small, small.length - 1))).toBe('upload_incomplete')
    expect([rows.size, await files()]).toEqual([0, []])
  })

  it('before a byte is read when too much is announced, or no space is left', async () => {
    let wasRead = false
    async function* body() {
      wasRead = true
      yield small
    }
    expect(await codeOf(ingest(signal, { body: body(), expectedBytes: 50_000_000, name: 'a.png' }))).toBe(
      'too_large',
    )
    ingest = open({ freeSpaceFloorBytes: Number.MAX_SAFE_INTEGER })
    expect(await codeOf(ingest(signal, { body: body(), name: 'a.png' }))).toBe('storage_full')
    expect(wasRead).toBe(false)
  })

  it('and is not read to its end when it is too long without saying so', async () => {
    let sentBytes = 0
    async function* endless() {
      for (;;) {
        sentBytes += 1_000_000
        yield Buffer.alloc(1_000_000)
      }
    }
    expect(await codeOf(ingest(signal, { body: endless(), name: 'a.png' }))).toBe('too_large')
    expect(sentBytes).toBe(50_000_000)
    expect(await files()).toEqual([])
  })

  it('when the sender goes away or cancels', async () => {
    const controller = new AbortController()
    async function* leaving() {
      yield small.subarray(0, 100)
      controller.abort()
      yield small.subarray(100)
    }
    await expect(ingest(controller.signal, { body: leaving(), name: 'a.jpg' })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect([rows.size, await files()]).toEqual([0, []])
  })

  it('when its name cannot be used', async () => {
    expect(await codeOf(ingest(signal, { body: [small], name: '\0' }))).toBe('bad_filename')
    expect(await files()).toEqual([])
  })

  it('and when its row cannot be written nothing claims that it is here', async () => {
    ingest = open({ saveImage: () => Promise.reject(new Error('the database is gone')) })
    await expect(take(small)).rejects.toThrow('the database is gone')
    expect(await readdir(path.join(folder, 'temp'))).toEqual([])
  })
})

describe('a small copy', () => {
  it('is made when it is asked for and missing, once for all who ask', async () => {
    let made = 0
    const counting: Decoder = {
      ...decoder,
      renditions: (...args) => {
        made += 1
        return decoder.renditions(...args)
      },
    }
    await storage.put(signal, imageKey(sha256(small)), [small])
    renditions = createRenditionStore({ storage, decoder: counting, tempDir: path.join(folder, 'temp') })
    const asked = Array.from({ length: 6 }, () => renditions.renditionOf(signal, sha256(small), 'thumb'))
    const lengths = (await Promise.all(asked)).map((bytes) => bytes.length)
    expect([made, new Set(lengths).size]).toEqual([1, 1])
  })

  it('is not found when the image is gone, and asked for again later', async () => {
    expect(await codeOf(renditions.renditionOf(signal, sha256(small), 'preview'))).toBe('not_found')
    await storage.put(signal, imageKey(sha256(small)), [small])
    expect(await codeOf(renditions.renditionOf(signal, sha256(small), 'preview'))).toBe('accepted')
  })

  it('that cannot be made does not fail the upload, and is told to the log', async () => {
    const failing = { ...decoder, renditions: () => Promise.reject(new Error('no memory')) }
    renditions = createRenditionStore({ storage, decoder: failing, tempDir: path.join(folder, 'temp') })
    ingest = open()
    await (await take(small)).renditions
    expect(failures).toEqual([new Error('no memory')])
  })
})

it.each([
  ['a changed byte', Buffer.concat([small.subarray(0, -9), Buffer.from([7]), small.subarray(-8)])],
  ['no bytes', Buffer.alloc(0)],
])('gives no copy of a picture with %s, and says that the stored one is damaged', async (_, damaged) => {
  await storage.put(signal, imageKey(sha256(small)), [damaged])
  const options = { format: 'jpeg', metadata: 'none' } as const
  expect(await codeOf(renditions.exportOf(signal, sha256(small), options))).toBe('picture_missing')
  expect(await codeOf(renditions.renditionOf(signal, sha256(small), 'thumb'))).toBe('picture_missing')
})

it('gives a full-size copy', async () => {
  await storage.put(signal, imageKey(sha256(small)), [small])
  const copy = await renditions.exportOf(signal, sha256(small), { format: 'png', metadata: 'none' })
  expect(await sharp(copy).metadata()).toMatchObject({ format: 'png', width: 300, height: 200 })
  await expect(readFile(path.join(folder, 'temp', 'export'))).rejects.toThrow()
})
