import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edits, recipes } from '@/lib/db/schema'
import { mapKey } from '@/lib/edits/map-key'
import { type CompositeAnswer, compositeFiles, proveFiles } from '@/lib/fidelity/composite-files.server'
import { encodeLossless } from '@/lib/fidelity/lossless.server'
import { readPicture } from '@/lib/fidelity/picture.server'
import { createProvedExport, type ExportImage } from '@/lib/history/downloads/proved-export.server'
import { createRenditionStore } from '@/lib/images/copies/rendition-store.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createSampleProject } from '@/tests/support/project-samples'

const { signal } = new AbortController()
const [width, height] = [48, 32]
let database: TestDatabase
let folder: string
let storage: Storage
let exportImage: ExportImage
let original: Buffer
let made: CompositeAnswer
let imageId: string
let editId: string

/** A photo of another colour space, and what a model made of it. */
const photo = (red: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 90, b: 40 } } })
    .withIccProfile('p3')
    .png()
    .toBuffer()

/** White in its left half. */
const halfMask = () => {
  const data = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) data.fill(255, y * width, y * width + width / 2)
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
}

async function keep(bytes: Uint8Array): Promise<string> {
  const id = createHash('sha256').update(bytes).digest('hex')
  await storage.put(signal, imageKey(id), [bytes])
  const facts = { hasAlpha: false, bitDepth: 8, colourSpace: 'Display P3', orientation: 1, animated: false }
  const record = { id, width, height, format: 'png' as const, bytes: bytes.length, ...facts }
  await createImageRecords(database.db).save(record)
  return id
}

async function withOtherSample(bytes: Uint8Array): Promise<Uint8Array> {
  const { stored, profile } = await readPicture(bytes)
  stored.data[stored.data.length - 1]! += 1
  return encodeLossless(stored, 'png', profile)
}

const originalKey = () => imageKey(createHash('sha256').update(original).digest('hex'))

async function replace(key: string, bytes: Uint8Array) {
  await storage.remove(signal, key)
  await storage.put(signal, key, [bytes])
}

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'proved-'))
  storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  const tempDir = path.join(folder, 'temp')
  const renditions = createRenditionStore({ storage, decoder: createInlineDecoder(), tempDir })
  exportImage = createProvedExport({
    db: database.db,
    storage,
    renditions,
    prover: { prove: proveFiles },
    tempDir,
  })
  const { ids } = await createSampleProject({ db: database.db, storage }, 'proved')
  editId = ids.composite
  original = await photo(200)
  made = await compositeFiles(signal, {
    original,
    result: await photo(60),
    mask: await halfMask(),
    featherPx: 0,
    format: 'png',
  })
  imageId = await keep(made.bytes)
  const { keptHash, keptShare, featherPx } = made
  await database.db
    .update(edits)
    .set({ inputImageId: await keep(original), outputImageId: imageId })
    .where(eq(edits.id, editId))
  await database.db
    .update(recipes)
    .set({ answered: { keptHash, keptShare, featherPx } })
    .where(eq(recipes.editId, editId))
})
beforeEach(async () => {
  await replace(imageKey(imageId), made.bytes)
  await replace(originalKey(), original)
  await replace(mapKey(editId, 'mask'), made.mask)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

describe('the download of a composite', () => {
  it('in its own format is proved itself, with its samples and colour space untouched', async () => {
    const recipe = JSON.stringify({ prompt: 'keep' })
    const { bytes, proof } = await exportImage(signal, imageId, { format: 'png', metadata: 'none', recipe })
    expect(proof).toBe('file')
    expect((await sharp(bytes).metadata()).icc).toBeDefined()
    const found = await proveFiles(signal, { original, image: bytes, mask: made.mask })
    expect(found).toMatchObject({ holds: true, imageHash: made.keptHash })
  })

  it('in another format says that it is the stored picture that was proved', async () => {
    expect(await exportImage(signal, imageId, { format: 'jpeg', metadata: 'none' })).toMatchObject({
      proof: 'stored',
    })
  })

  it('at a quality of its own says so too', async () => {
    const asked = { format: 'png', metadata: 'none', quality: 80 } as const
    expect(await exportImage(signal, imageId, asked)).toMatchObject({ proof: 'stored' })
  })

  it.each(['png', 'jpeg', 'webp'] as const)(
    'is refused as %s when one kept sample of the original is another',
    async (format) => {
      await replace(originalKey(), await withOtherSample(original))
      const asked = exportImage(signal, imageId, { format, metadata: 'none' })
      await expect(asked).rejects.toMatchObject({ code: 'proof_failed' })
    },
  )

  it.each(['png', 'jpeg', 'webp'] as const)(
    'is refused as %s when the stored picture is not what it was',
    async (format) => {
      await replace(imageKey(imageId), await withOtherSample(made.bytes))
      const asked = exportImage(signal, imageId, { format, metadata: 'none' })
      await expect(asked).rejects.toMatchObject({ code: 'picture_missing' })
    },
  )

  it('is refused when picture and original agree on less than was proved', async () => {
    await replace(mapKey(editId, 'mask'), await sharp(made.mask).linear(0, 255).png().toBuffer())
    const asked = exportImage(signal, imageId, { format: 'png', metadata: 'none' })
    await expect(asked).rejects.toMatchObject({ code: 'proof_failed' })
  })

  it('is handed out without a word of proof when its mask is not here', async () => {
    await storage.remove(signal, mapKey(editId, 'mask'))
    expect(await exportImage(signal, imageId, { format: 'png', metadata: 'none' })).toMatchObject({
      proof: 'unchecked',
    })
  })
})

it('a picture that nobody put together has no proof', async () => {
  const id = await keep(await photo(10))
  expect((await exportImage(signal, id, { format: 'png', metadata: 'none' })).proof).toBeUndefined()
})
