import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import sharp from 'sharp'
import { ARCHIVE_VERSION, type Archive, imageEntry } from '@/lib/history/archive/archive'
import { writeZip, type ZipEntry } from '@/lib/history/archive/writer.server'
import { type Instance, startInstance } from '../../tests/support/instance'
import { residentMb } from './memory'
import type { Row } from './row'

const COUNT = 1_000
const LOOK_EVERY_MS = 50

/** A JPEG's own comment makes another picture of the same photo, as long to decode as the first. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const payload = Buffer.from(text.padEnd(16))
  const head = Buffer.from([0xff, 0xfe, 0, payload.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)])
}

/** An export with a thousand uploads of 3.8 megapixels. @returns its size in bytes */
async function writeArchive(file: string): Promise<number> {
  const photo = await sharp('public/samples/fig-red-bowl.jpg')
    .resize(2400, 1600, { fit: 'cover' })
    .sharpen()
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()
  const bytesOf = (index: number) => withComment(photo, `picture ${index}`)
  const images = Array.from({ length: COUNT }, (_, index) => {
    const bytes = bytesOf(index)
    return {
      id: createHash('sha256').update(bytes).digest('hex'),
      format: 'jpeg' as const,
      bytes: bytes.length,
    }
  })
  const archive: Archive = {
    afterimage: 'project',
    version: ARCHIVE_VERSION,
    name: 'A thousand photos',
    images,
    roots: images.map(({ id }, index) => ({
      imageId: id,
      name: `photo ${index}.jpg`,
      title: null,
      starred: false,
      createdAt: new Date(1_767_225_600_000 + index).toISOString(),
    })),
    inputs: [],
    runs: [],
    edits: [],
  }
  const entryOf = (name: string, make: () => Buffer): ZipEntry => ({
    name,
    open: async () => Readable.from([make()]),
  })
  const entries = [
    entryOf('project.json', () => Buffer.from(JSON.stringify(archive))),
    ...images.map((image, index) => entryOf(imageEntry(image), () => bytesOf(index))),
  ]
  await pipeline(Readable.from(writeZip(entries)), createWriteStream(file))
  return statSync(file).size
}

/** Does some work and tells how long it took and how much the web process grew meanwhile, at its highest. */
async function watch<Value>(instance: Instance, work: () => Promise<Value>) {
  const restMb = residentMb(instance, 'web')
  let peakMb = restMb
  const timer = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(instance, 'web'))
  }, LOOK_EVERY_MS)
  const startMs = performance.now()
  const value = await work().finally(() => clearInterval(timer))
  return { value, ms: performance.now() - startMs, grownMb: peakMb - restMb }
}

async function importArchive(url: string, file: string, sizeBytes: number): Promise<string> {
  const response = await fetch(`${url}/api/projects/import`, {
    method: 'POST',
    headers: { 'content-length': String(sizeBytes) },
    body: Readable.toWeb(createReadStream(file)) as BodyInit,
    duplex: 'half',
  } as RequestInit)
  if (!response.ok) throw new Error(await response.text())
  return ((await response.json()) as { projectId: string }).projectId
}

async function exportProject(url: string, projectId: string): Promise<number> {
  const response = await fetch(`${url}/api/projects/${projectId}/export`)
  if (!response.ok || !response.body) throw new Error(await response.text())
  let sizeBytes = 0
  for await (const chunk of response.body) sizeBytes += chunk.length
  return sizeBytes
}

/** A project of a thousand pictures on its way out and in. */
export async function measure(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterimage-bench-'))
  const instance = await startInstance()
  try {
    const file = path.join(folder, 'project.zip')
    const sizeBytes = await writeArchive(file)
    const per100Mb = (ms: number) => ms / (sizeBytes / 100_000_000)
    const first = await watch(instance, () => importArchive(instance.url, file, sizeBytes))
    const again = await watch(instance, () => importArchive(instance.url, file, sizeBytes))
    const out = await watch(instance, () => exportProject(instance.url, first.value))
    return [
      { name: 'project of 1,000 pictures, size', value: sizeBytes / 1_000_000, unit: 'MB' },
      { name: 'export, time for 100 MB', value: per100Mb(out.ms), unit: 'ms', limit: 1_000 },
      { name: 'export, growth of the web process', value: out.grownMb, unit: 'MB', limit: 150 },
      {
        name: 'import of known pictures, time for 100 MB',
        value: per100Mb(again.ms),
        unit: 'ms',
        limit: 1_000,
      },
      {
        name: 'import of new pictures, each decoded whole, time for 100 MB',
        value: per100Mb(first.ms),
        unit: 'ms',
      },
      {
        name: 'import, growth of the web process',
        value: Math.max(first.grownMb, again.grownMb),
        unit: 'MB',
        limit: 250,
      },
    ]
  } finally {
    await instance.stop()
    rmSync(folder, { recursive: true, force: true })
    rmSync(instance.dataDir, { recursive: true, force: true })
  }
}
