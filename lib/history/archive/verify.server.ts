import 'server-only'
import { createHash } from 'node:crypto'
import { isStorable } from '@/lib/db/storable'
import { AppError } from '@/lib/errors'
import {
  ARCHIVE_RECORDS,
  ARCHIVE_VERSION,
  type Archive,
  archiveSchema,
  imageEntry,
  listEntries,
} from '@/lib/history/archive/archive'
import { findFault } from '@/lib/history/archive/check'
import { inLanes } from '@/lib/history/archive/lanes'
import { damaged, type OpenArchive } from '@/lib/history/archive/reader.server'
import { readPngHeader } from '@/lib/images/formats/png-chunks.server'
import { sniffFormat } from '@/lib/images/formats/sniff'

/** One is hashed while the next is read from the disk. */
const HASHED_AT_A_TIME = 2

/**
 * Reads the whole archive once before anything is kept of it: its records, that it holds exactly the files which they
 * name, and that each file is what it says it is.
 * @throws AppError `archive_damaged`, `archive_newer`
 */
export async function verifyArchive(signal: AbortSignal, opened: OpenArchive): Promise<Archive> {
  const archive = parseRecords(await readWhole(signal, opened, ARCHIVE_RECORDS))
  const fault = findFault(archive)
  if (fault) throw damaged(fault)
  const named = new Set([ARCHIVE_RECORDS, ...listEntries(archive)])
  const there = opened.names()
  if (there.length !== named.size || there.some((name) => !named.has(name)))
    throw damaged('files and records do not fit')
  await inLanes(signal, HASHED_AT_A_TIME, archive.images, (either, image) =>
    verifyImage(either, opened, imageEntry(image), image),
  )
  return archive
}

/** All bytes of one file, for those that are small enough to be held. */
export async function readWhole(signal: AbortSignal, opened: OpenArchive, name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of opened.read(signal, name)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A map as it may be stored: a whole PNG. @throws AppError `archive_damaged` */
export async function readMap(signal: AbortSignal, opened: OpenArchive, name: string): Promise<Buffer> {
  const bytes = await readWhole(signal, opened, name)
  try {
    if (sniffFormat(bytes) === 'png' && readPngHeader(bytes)) return bytes
  } catch (error) {
    throw damaged(error)
  }
  throw damaged(`${name} is no PNG`)
}

function parseRecords(bytes: Buffer): Archive {
  const found = parseJson(bytes)
  const version = (found as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > ARCHIVE_VERSION) throw new AppError('archive_newer')
  const parsed = archiveSchema.safeParse(found)
  if (!parsed.success) throw damaged(parsed.error)
  if (!isStorable(parsed.data)) throw damaged('a text that cannot be stored')
  return parsed.data
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw damaged(error)
  }
}

async function verifyImage(
  signal: AbortSignal,
  opened: OpenArchive,
  name: string,
  { id, bytes }: { id: string; bytes: number },
): Promise<void> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of opened.read(signal, name)) {
    hash.update(chunk)
    sizeBytes += chunk.byteLength
  }
  if (sizeBytes !== bytes || hash.digest('hex') !== id) throw damaged(`${name} is another picture`)
}
