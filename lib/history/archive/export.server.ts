import 'server-only'
import type { Records } from '@/lib/db/connection.server'
import { MAP_KINDS, mapKey } from '@/lib/edits/map-key'
import { AppError } from '@/lib/errors'
import { ARCHIVE_RECORDS, type Archive, imageEntry, mapEntry } from '@/lib/history/archive/archive'
import { readArchive } from '@/lib/history/archive/records.server'
import { measureZip, type SizedEntry, writeZip } from '@/lib/history/archive/writer.server'
import { imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'

export type Export = { name: string; sizeBytes: number; body: AsyncGenerator<Uint8Array> }

/** How many files are looked for at a time before the first byte is sent. */
const LOOK_UPS = 16

/**
 * A project as a ZIP: its records and every picture once. It is written while it is read; nothing is held but the
 * records. The same project gives the same bytes.
 * @throws AppError `not_found`; `picture_missing` when bytes of a picture are gone
 */
export async function openExport(
  signal: AbortSignal,
  parts: { db: Records; storage: Storage },
  projectId: string,
): Promise<Export> {
  const { db, storage } = parts
  const archive = await readArchive(db, projectId)
  const pictures = await mapInParts(archive.images, async (image) =>
    storedEntry(signal, storage, imageEntry(image), imageKey(image.id)),
  )
  if (pictures.some((picture, index) => picture?.sizeBytes !== archive.images[index]?.bytes))
    throw new AppError('picture_missing')
  const maps = await addMaps(signal, storage, archive)
  const entries = [recordsEntry(archive), ...pictures.flatMap((picture) => picture ?? []), ...maps]
  return { name: archive.name, sizeBytes: measureZip(entries), body: writeZip(entries) }
}

function recordsEntry(archive: Archive): SizedEntry {
  const bytes = Buffer.from(JSON.stringify(archive))
  return { name: ARCHIVE_RECORDS, sizeBytes: bytes.length, open: async () => toAsync(bytes) }
}

async function* toAsync(bytes: Uint8Array) {
  yield bytes
}

/** Writes into the records which maps there are, and answers with them. */
async function addMaps(signal: AbortSignal, storage: Storage, { edits }: Archive): Promise<SizedEntry[]> {
  const wanted = edits
    .filter(({ outputImageId }) => outputImageId !== null)
    .flatMap((edit) => MAP_KINDS.map((kind) => ({ edit, kind })))
  const found = await mapInParts(wanted, async ({ edit, kind }) =>
    storedEntry(signal, storage, mapEntry(edit.id, kind), mapKey(edit.id, kind)),
  )
  wanted.forEach(({ edit, kind }, index) => {
    if (found[index]) edit.maps.push(kind)
  })
  return found.flatMap((entry) => entry ?? [])
}

/** A stored file with its size, found by a look at its first byte; undefined when it is not there. */
async function storedEntry(
  signal: AbortSignal,
  storage: Storage,
  name: string,
  key: string,
): Promise<SizedEntry | undefined> {
  const sizeBytes = await storage.sizeOf(signal, key)
  if (sizeBytes === undefined) return undefined
  return { name, sizeBytes, open: async () => (await storage.get(signal, key)).body }
}

async function mapInParts<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = []
  for (let at = 0; at < items.length; at += LOOK_UPS)
    results.push(...(await Promise.all(items.slice(at, at + LOOK_UPS).map(work))))
  return results
}
