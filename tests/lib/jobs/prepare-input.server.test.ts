import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { type ImageRecord, imageKey } from '@/lib/images/record'
import { prepareInput } from '@/lib/jobs/prepare-input.server'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createCard } from '@/tests/support/cards'
import { photo } from '@/tests/support/image-corpus'

const never = new AbortController().signal

it.each(['aiml', 'local'] as const)('gives %s nothing that a disk has changed', async (provider) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'prepare-input-'))
  const storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  const bytes = await photo(64, 48).jpeg().toBuffer()
  const id = createHash('sha256').update(bytes).digest('hex')
  const image: ImageRecord = {
    id,
    width: 64,
    height: 48,
    format: 'jpeg',
    bytes: bytes.length,
    hasAlpha: false,
    bitDepth: 8,
    colourSpace: 'sRGB',
    orientation: 1,
    animated: false,
  }
  await storage.put(never, imageKey(id), [bytes])
  const prepare = () =>
    prepareInput(never, { images: { find: async () => image }, storage }, id, createCard({ provider }), 1)
  expect((await prepare()).width).toBe(64)
  const changed = Buffer.from(bytes)
  changed.writeUInt8(changed.readUInt8(changed.length - 20) ^ 1, changed.length - 20)
  await writeFile(path.join(folder, imageKey(id)), changed)
  await expect(prepare()).rejects.toMatchObject({ code: 'picture_missing' })
  await rm(folder, { recursive: true })
})
