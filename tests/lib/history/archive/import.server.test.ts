import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { images, projects } from '@/lib/db/schema'
import { mapKey } from '@/lib/edits/map-key'
import { type Archive, archiveSchema, imageEntry, mapEntry } from '@/lib/history/archive/archive'
import { openExport } from '@/lib/history/archive/export.server'
import { createArchiveImport, type ImportArchive } from '@/lib/history/archive/import.server'
import { readArchive } from '@/lib/history/archive/records.server'
import { createInlineDecoder } from '@/lib/images/decoder/inline-decoder.server'
import { createImageRecords } from '@/lib/images/image-records.server'
import { createIngest } from '@/lib/images/ingest/ingest.server'
import { findOrMakeRoom, findSoundOnes } from '@/lib/images/ingest/known-image.server'
import { imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'
import { createFolderStorage } from '@/lib/storage/folder.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createSampleProject } from '@/tests/support/project-samples'
import { readAll } from '@/tests/support/storage-contract'
import { type ForgedEntry, forgeZip } from '@/tests/support/zip'

const { signal } = new AbortController()

type Instance = {
  database: TestDatabase
  storage: Storage
  folder: string
  importArchive: ImportArchive
  puts: string[]
  /** From so many stored files on, none is taken any more. */
  breakAfter(count: number): void
}

/** One installation of the product: its own database, its own bytes. */
async function createInstance(): Promise<Instance> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'archive-'))
  const puts: string[] = []
  let maxPuts = Number.POSITIVE_INFINITY
  const stored = createFolderStorage({ folder, freeSpaceFloorBytes: 0 })
  const storage: Storage = {
    ...stored,
    put: async (given, key, body) => {
      if (puts.length >= maxPuts) throw new Error('the disk is gone')
      puts.push(key)
      return stored.put(given, key, body)
    },
  }
  const records = createImageRecords(database.db)
  const tempDir = path.join(folder, 'temp')
  const ingest = createIngest({
    storage,
    decoder: createInlineDecoder(),
    renditions: { makeFrom: async () => {} },
    findImage: (given, id) => findOrMakeRoom(given, { images: records, storage }, id),
    saveImage: (_signal, image) => records.save(image),
    logFailure: () => {},
    tempDir,
    freeSpaceFloorBytes: 0,
  })
  const findKnown = (given: AbortSignal, ids: readonly string[]) =>
    findSoundOnes(given, { images: records, storage }, ids)
  const importArchive = createArchiveImport({ db: database.db, storage, ingest, findKnown, tempDir })
  const breakAfter = (count: number) => {
    maxPuts = count
  }
  return { database, storage, folder, puts, importArchive, breakAfter }
}

let home: Instance
let away: Instance
let sample: Awaited<ReturnType<typeof createSampleProject>>
let zip: Buffer

beforeAll(async () => {
  home = await createInstance()
  away = await createInstance()
  const parts = { db: home.database.db, storage: home.storage }
  sample = await createSampleProject(parts, 'sample')
  zip = await exportOf(home, sample.projectId)
})
afterAll(async () => {
  for (const { database, folder } of [home, away]) {
    await database.close()
    await rm(folder, { recursive: true })
  }
})

async function exportOf({ database, storage }: Instance, projectId: string): Promise<Buffer> {
  const { body, sizeBytes } = await openExport(signal, { db: database.db, storage }, projectId)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  expect(bytes.length).toBe(sizeBytes)
  return bytes
}

async function* inChunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}

const take = ({ importArchive }: Instance, bytes: Buffer) =>
  importArchive(signal, inChunks(bytes), { freeSpaceFloorBytes: 0 })

/** What an archive says without the ids, which differ from instance to instance: each is named by its place. */
function withoutIds(archive: Archive): unknown {
  const names = new Map<string, string>()
  for (const [index, { id, runId, batchId }] of archive.edits.entries())
    for (const [what, value] of Object.entries({ edit: id, run: runId, batch: batchId }))
      names.set(value, `${what} ${index}`)
  const text = JSON.stringify(archive, (key, value) =>
    key === 'projectId' || key === 'clientKey' ? key : (names.get(value) ?? value),
  )
  return JSON.parse(text)
}

describe('a project that was exported and imported', () => {
  it('is the same in all it holds, with new ids, on another instance', async () => {
    const { db } = away.database
    const projectId = await take(away, zip)
    const [before, after] = [
      await readArchive(home.database.db, sample.projectId),
      await readArchive(db, projectId),
    ]
    expect(withoutIds(after)).toEqual(withoutIds(before))
    expect(after.edits.map(({ id }) => id)).not.toContain(sample.ids.first)
    expect(after.edits).toHaveLength(3)

    const composite = after.edits.find(({ modelId }) => modelId === 'local/composite')!
    const first = after.edits.find(({ title }) => title === 'Sepia')!
    expect(composite.parentEditId).toBe(first.id)
    expect(composite.replayOf).toBe(first.id)
    const request = after.runs.find(({ id }) => id === composite.runId)?.request
    expect(request).toMatchObject({ projectId, editId: first.id, maskImageId: sample.images.mask })
    expect(after.inputs[0]).toMatchObject({ editId: first.id })
    expect(await away.storage.exists(signal, mapKey(composite.id, 'mask'))).toBe(true)
    const bytes = async ({ storage }: Instance) =>
      readAll((await storage.get(signal, imageKey(sample.images.mask))).body)
    expect((await bytes(away)).equals(await bytes(home))).toBe(true)
  })

  it('a second time is a second project, and no picture is stored again', async () => {
    await take(away, zip)
    const imagePuts = away.puts.filter((key) => key.startsWith('images/'))
    expect(imagePuts).toHaveLength(4)
    expect(new Set(imagePuts).size).toBe(4)
    const listed = await away.database.db.select().from(projects).where(eq(projects.name, 'Autumn catalogue'))
    expect(listed).toHaveLength(2)
  })

  it('is gone on with where it broke off: nothing half is seen, and no picture is stored twice', async () => {
    const third = await createInstance()
    try {
      third.breakAfter(2)
      await expect(take(third, zip)).rejects.toThrow('the disk is gone')
      expect(await third.database.db.select().from(projects)).toEqual([])
      third.breakAfter(Number.POSITIVE_INFINITY)
      await take(third, zip)
      const stored = third.puts.filter((key) => key.startsWith('images/'))
      expect(stored).toHaveLength(4)
      expect(new Set(stored).size).toBe(4)
    } finally {
      await third.database.close()
      await rm(third.folder, { recursive: true })
    }
  })

  it('gives the same bytes each time it is exported', async () => {
    expect((await exportOf(home, sample.projectId)).equals(zip)).toBe(true)
  })

  it('is not exported when a picture is gone, and says so before the first byte', async () => {
    const lost = await createSampleProject({ db: home.database.db, storage: home.storage }, 'lost')
    const key = imageKey(lost.images.composed)
    const bytes = await readAll((await home.storage.get(signal, key)).body)
    await home.storage.remove(signal, key)
    await expect(exportOf(home, lost.projectId)).rejects.toMatchObject({ code: 'picture_missing' })
    await home.storage.put(signal, key, [bytes.subarray(0, 40)])
    await expect(exportOf(home, lost.projectId)).rejects.toMatchObject({ code: 'picture_missing' })
    await home.storage.remove(signal, key)
    await home.storage.put(signal, key, [bytes])
  })
})

describe('an archive that is damaged or hostile', () => {
  let archive: Archive
  let entries: ForgedEntry[]

  beforeAll(async () => {
    archive = await readArchive(home.database.db, sample.projectId)
    const composite = archive.edits.find(({ modelId }) => modelId === 'local/composite')!
    composite.maps = ['mask']
    entries = await Promise.all(
      [
        ...archive.images.map((image) => [imageEntry(image), imageKey(image.id)] as const),
        [mapEntry(composite.id, 'mask'), mapKey(composite.id, 'mask')] as const,
      ].map(async ([name, key]) => ({
        name,
        bytes: await readAll((await home.storage.get(signal, key)).body),
      })),
    )
  })

  const records = (change: (archive: Archive) => unknown = (same) => same): ForgedEntry => {
    const copy = structuredClone(archive)
    return { name: 'project.json', bytes: Buffer.from(JSON.stringify(change(copy) ?? copy)) }
  }
  const files = () => entries.map((entry) => ({ ...entry }))
  const first = (change: Partial<ForgedEntry>) => [
    records(),
    { ...entries[0]!, ...change },
    ...files().slice(1),
  ]

  it('is taken when it was only packed again by another program, with folders', async () => {
    const again = [records(), { name: 'images/', bytes: Buffer.alloc(0) }, ...files()]
    await take(away, forgeZip(again.map((entry) => ({ ...entry, isPacked: !entry.name.endsWith('/') }))))
  })

  const refusals: Record<string, () => Buffer> = {
    'no ZIP at all': () => Buffer.from('this is a text'),
    'nothing in it': () => forgeZip([]),
    'its end cut off': () => zip.subarray(0, zip.length - 40),
    'its middle cut out': () => Buffer.concat([zip.subarray(0, 3000), zip.subarray(3100)]),
    'one flipped bit in a picture': () => {
      const bytes = Buffer.from(zip)
      const at = bytes.indexOf('IDAT') + 8
      bytes[at] = (bytes[at] ?? 0) ^ 1
      return bytes
    },
    'a picture under another hash': () =>
      forgeZip([records(), { ...entries[0]!, bytes: entries[1]!.bytes }, ...files().slice(1)]),
    'a picture too few': () => forgeZip([records(), ...files().slice(1)]),
    'a file that nobody names': () =>
      forgeZip([records(), ...files(), { name: `images/${'a'.repeat(64)}.png`, bytes: Buffer.from('x') }]),
    'a name that leads out': () =>
      forgeZip([records(), ...files(), { name: '../../evil.png', bytes: Buffer.from('x') }]),
    'a name from the root': () =>
      forgeZip([records(), ...files(), { name: '/etc/evil', bytes: Buffer.from('x') }]),
    'a name with backslashes': () =>
      forgeZip([records(), ...files(), { name: 'images\\evil', bytes: Buffer.from('x') }]),
    'another name': () => forgeZip([records(), ...files(), { name: 'readme.txt', bytes: Buffer.from('x') }]),
    'the same name twice': () => forgeZip([records(), ...files(), ...files().slice(0, 1)]),
    'a link': () => forgeZip(first({ attributes: (0o120777 << 16) >>> 0 })),
    'an encrypted file': () => forgeZip(first({ flags: 0x0801 })),
    'a file that unpacks to more than it says': () =>
      forgeZip(first({ bytes: Buffer.alloc(100_000), isPacked: true, statedBytes: 100, crc: 1 })),
    'a file that unpacks a thousandfold': () =>
      forgeZip(first({ bytes: Buffer.alloc(40_000_000), isPacked: true })),
    'files that share their bytes': () => {
      const bomb = Buffer.alloc(5000, 'x')
      const body: ForgedEntry = { name: `images/${'a'.repeat(64)}.png`, bytes: bomb }
      const rest = ['b', 'c', 'd', 'e', 'f'].map((letter) => ({
        name: `images/${letter.repeat(64)}.png`,
        bytes: Buffer.alloc(0),
        statedBytes: 5000,
        offset: 0,
      }))
      const forged = forgeZip([body, ...rest])
      // Each of the others says that it has as many packed bytes, and lies where the first one does.
      for (let at = forged.indexOf('PK\x01\x02'); at >= 0; at = forged.indexOf('PK\x01\x02', at + 4))
        forged.writeUInt32LE(5000, at + 20)
      return forged
    },
    'a picture that is none': () => {
      const bytes = Buffer.from('no picture')
      return forgeZip([records(), { ...entries[0]!, bytes }, ...files().slice(1)])
    },
    'a map that is no picture': () =>
      forgeZip([records(), ...files().slice(0, -1), { ...entries.at(-1)!, bytes: Buffer.from('<svg>') }]),
    'records that are no JSON': () =>
      forgeZip([{ name: 'project.json', bytes: Buffer.from('{') }, ...files()]),
    'records of another form': () => forgeZip([records(({ edits, ...rest }) => rest), ...files()]),
    'records with more than belongs there': () =>
      forgeZip([records((it) => ({ ...it, admin: true })), ...files()]),
    'a text that cannot be stored': () => forgeZip([records((it) => ({ ...it, name: 'a\0b' })), ...files()]),
    'an edit of another project as a parent': () =>
      forgeZip([
        records((it) => {
          it.edits[0]!.parentEditId = '00000000-0000-4000-8000-000000000001'
        }),
        ...files(),
      ]),
    'a replay of another project': () =>
      forgeZip([
        records((it) => {
          it.edits[0]!.replayOf = '00000000-0000-4000-8000-000000000001'
        }),
        ...files(),
      ]),
    'an edit that comes from itself': () =>
      forgeZip([
        records((it) => {
          it.edits[0]!.parentEditId = it.edits[1]!.id
          it.edits[1]!.parentEditId = it.edits[0]!.id
        }),
        ...files(),
      ]),
    'an edit twice': () => forgeZip([records((it) => void it.edits.push(it.edits[0]!)), ...files()]),
    'a picture of another project': () =>
      forgeZip([
        records((it) => {
          it.edits[0]!.outputImageId = 'f'.repeat(64)
        }),
        ...files(),
      ]),
    'work that is still under way': () =>
      forgeZip([
        records((it) => {
          Object.assign(it.edits[0]!, { state: 'dispatching', outputImageId: null })
        }),
        ...files(),
      ]),
  }

  it.each(Object.keys(refusals))('is refused whole: %s', async (name) => {
    const before = await countAll()
    await expect(take(away, refusals[name]!())).rejects.toMatchObject({ code: 'archive_damaged' })
    expect(await countAll()).toEqual(before)
    expect(await readdir(path.join(away.folder, 'temp'))).toEqual([])
  })

  it('is refused when a picture in it cannot be read whole, though its hash is right', async () => {
    const { createHash } = await import('node:crypto')
    const bytes = entries[0]!.bytes.subarray(0, entries[0]!.bytes.length - 20)
    const id = createHash('sha256').update(bytes).digest('hex')
    const forged = records((it) => {
      it.images.push({ id, format: 'png', bytes: bytes.length })
    })
    const broken = forgeZip([forged, ...files(), { name: `images/${id}.png`, bytes }])
    const before = await countAll()
    await expect(take(away, broken)).rejects.toMatchObject({ code: 'archive_damaged' })
    expect((await countAll()).projects).toBe(before.projects)
    expect(await away.database.db.select().from(images).where(eq(images.id, id))).toEqual([])
  })

  it('from a newer version is told so', async () => {
    const newer = forgeZip([records((it) => ({ ...it, version: 2 })), ...files()])
    await expect(take(away, newer)).rejects.toMatchObject({ code: 'archive_newer' })
  })

  it('is refused when less arrives than was announced', async () => {
    const options = { expectedBytes: zip.length + 1, freeSpaceFloorBytes: 0 }
    await expect(away.importArchive(signal, inChunks(zip), options)).rejects.toMatchObject({
      code: 'upload_incomplete',
    })
  })

  it('leaves nothing when it is cancelled on the way', async () => {
    const controller = new AbortController()
    const before = await countAll()
    async function* cancelled() {
      yield zip.subarray(0, 1000)
      controller.abort()
      yield zip.subarray(1000)
    }
    await expect(
      away.importArchive(controller.signal, cancelled(), { freeSpaceFloorBytes: 0 }),
    ).rejects.toMatchObject({ name: 'AbortError' })
    expect(await countAll()).toEqual(before)
  })

  async function countAll() {
    const { db } = away.database
    const stored: string[] = []
    for (const folder of ['images', 'fidelity'])
      for await (const { key } of away.storage.list(signal, folder)) stored.push(key)
    return {
      projects: (await db.select({ id: projects.id }).from(projects)).length,
      images: (await db.select({ id: images.id }).from(images)).length,
      stored: stored.length,
    }
  }
})

it('an archive of the product is of the form that is described', async () => {
  const archive = await readArchive(home.database.db, sample.projectId)
  expect(archiveSchema.parse(JSON.parse(JSON.stringify(archive)))).toEqual(archive)
})
