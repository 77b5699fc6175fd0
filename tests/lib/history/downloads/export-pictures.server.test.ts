import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import type { NodeRef } from '@/lib/edits/view'
import { proveFiles } from '@/lib/fidelity/composite-files.server'
import { openPictures } from '@/lib/history/downloads/export-pictures.server'
import { createProvedExport } from '@/lib/history/downloads/proved-export.server'
import { fromRecipeText } from '@/lib/history/recipe-file'
import { createRenditionStore } from '@/lib/images/copies/rendition-store.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'
import { findEmbeddedText } from '@/lib/images/formats/embedded-text'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createSampleProject } from '@/tests/support/project-samples'

const { signal } = new AbortController()
let database: TestDatabase
let folder: string
let sample: Awaited<ReturnType<typeof createSampleProject>>
let parts: Parameters<typeof openPictures>[1]

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'pictures-'))
  const storage = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  const tempDir = path.join(folder, 'temp')
  const renditions = createRenditionStore({ storage, decoder: createInlineDecoder(), tempDir })
  const prover = { prove: proveFiles }
  const exportImage = createProvedExport({ db: database.db, storage, renditions, prover, tempDir })
  parts = { db: database.db, exportImage }
  sample = await createSampleProject({ db: database.db, storage }, 'pictures')
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const allNodes = (): NodeRef[] => [
  { kind: 'root', imageId: sample.images.upload },
  { kind: 'edit', id: sample.ids.first },
  { kind: 'edit', id: sample.ids.failed },
  { kind: 'edit', id: sample.ids.composite },
]

async function filesOf(asked: Partial<Parameters<typeof openPictures>[3]>) {
  const given = {
    nodes: allNodes(),
    format: 'png' as const,
    metadata: 'none' as const,
    template: '{name}-{model}-{seed}',
    hasRecipes: true,
  }
  const chunks: Uint8Array[] = []
  for await (const chunk of await openPictures(signal, parts, sample.projectId, { ...given, ...asked }))
    chunks.push(chunk)
  const zip = await fromBufferPromise(Buffer.concat(chunks))
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const bytes: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) bytes.push(chunk)
    files.set(entry.fileName, Buffer.concat(bytes))
  }
  return files
}

const recipeIn = async (bytes: Buffer) => findEmbeddedText(signal, new Blob([new Uint8Array(bytes)]))

it('pictures come in one ZIP, each by its name, those that failed left out', async () => {
  const files = await filesOf({})
  expect([...files.keys()]).toEqual(['The cat-original.png', 'Sepia-Local-4417.png', 'The cat-Composite.png'])
})

it('results carry their recipes, uploads none, and nobody any when they are not wanted', async () => {
  const files = [...(await filesOf({})).values()]
  expect(await recipeIn(files[0]!)).toBeUndefined()
  expect(fromRecipeText((await recipeIn(files[1]!)) ?? '')?.recipe.prompt).toBe('sepia')
  for (const bytes of (await filesOf({ hasRecipes: false })).values())
    expect(await recipeIn(bytes)).toBeUndefined()
})

it('they take another format and other names', async () => {
  const files = await filesOf({ format: 'webp', template: '{number}' })
  expect([...files.keys()]).toEqual(['1.webp', '2.webp', '3.webp'])
  expect(files.get('1.webp')?.subarray(8, 12).toString()).toBe('WEBP')
})

it('they take a quality of the user’s choice', async () => {
  const [fine] = (await filesOf({ format: 'jpeg' })).values()
  const [rough] = (await filesOf({ format: 'jpeg', quality: 20 })).values()
  expect(rough!.length).toBeLessThan(fine!.length)
})

it('pictures of another project are not given out', async () => {
  const other = '00000000-0000-4000-8000-000000000000'
  const form = { format: 'png' as const, metadata: 'none' as const }
  const asked = { nodes: allNodes(), template: '{name}', hasRecipes: false, ...form }
  await expect(openPictures(signal, parts, other, asked)).rejects.toMatchObject({ code: 'not_found' })
})
