import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImageRecords } from '@/lib/images/image-records.server'
import { createTakeOwn, type TakeOwn } from '@/lib/images/ingest/own-image.server'
import { type ImageRecord, imageKey, renditionKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { photo } from '@/tests/support/image-corpus'
import { readAll } from '@/tests/support/storage-contract'

const signal = new AbortController().signal
const bytes = await photo(640, 400).png().toBuffer()
const id = createHash('sha256').update(bytes).digest('hex')

let folder = ''
let storage: Storage
let rows: Map<string, ImageRecord>
let damaged: Set<string>
let take: TakeOwn

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'own-image-'))
  storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  rows = new Map()
  damaged = new Set()
  const images: Pick<ImageRecords, 'see' | 'save'> = {
    async see(id) {
      const record = rows.get(id)
      return record && { record, isDamaged: damaged.has(id) }
    },
    async save(record) {
      rows.set(record.id, record)
      damaged.delete(record.id)
    },
  }
  take = createTakeOwn({ storage, images })
})
afterEach(() => rm(folder, { recursive: true }))

const stored = async (key: string) => Buffer.from(await readAll((await storage.get(signal, key)).body))

describe('a picture that was made here', () => {
  it('is stored as it is, known by its hash, with both small copies', async () => {
    const image = await take(signal, { bytes })
    expect(image).toEqual({
      id,
      bytes: bytes.length,
      width: 640,
      height: 400,
      format: 'png',
      hasAlpha: false,
      bitDepth: 8,
      colourSpace: 'sRGB',
      orientation: 1,
      animated: false,
    })
    expect(rows.get(id)).toEqual(image)
    expect((await stored(imageKey(id))).equals(bytes)).toBe(true)
    expect(await sharp(await stored(renditionKey(id, 'thumb'))).metadata()).toMatchObject({ width: 320 })
    expect(await sharp(await stored(renditionKey(id, 'preview'))).metadata()).toMatchObject({ width: 640 })
  })

  it('brings small copies along that were made from its pixels', async () => {
    const renditions = { thumb: Buffer.from('small'), preview: Buffer.from('larger') }
    await take(signal, { bytes, renditions })
    expect((await stored(renditionKey(id, 'thumb'))).toString()).toBe('small')
    expect((await stored(renditionKey(id, 'preview'))).toString()).toBe('larger')
  })

  it('is stored again when its bytes were lost or are damaged', async () => {
    const image = await take(signal, { bytes })
    await storage.remove(signal, imageKey(id))
    expect(await take(signal, { bytes })).toEqual(image)
    expect((await stored(imageKey(id))).equals(bytes)).toBe(true)

    await storage.remove(signal, imageKey(id))
    await storage.put(signal, imageKey(id), [Buffer.from('rotten')])
    damaged.add(id)
    await take(signal, { bytes })
    expect((await stored(imageKey(id))).equals(bytes)).toBe(true)
    expect(damaged.size).toBe(0)
  })

  it('survives a sweep that takes its bytes just before they are recorded', async () => {
    const sweeping = createTakeOwn({
      storage,
      images: {
        see: async () => undefined,
        save: async (record) => {
          await storage.remove(signal, imageKey(record.id))
        },
      },
    })
    await sweeping(signal, { bytes })
    expect((await stored(imageKey(id))).equals(bytes)).toBe(true)
  })
})
