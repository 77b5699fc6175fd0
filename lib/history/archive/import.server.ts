import 'server-only'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Records } from '@/lib/db/connection.server'
import { mapKey } from '@/lib/edits/map-key'
import { AppError } from '@/lib/errors'
import { type Archive, imageEntry, mapEntry } from '@/lib/history/archive/archive'
import { insertArchive } from '@/lib/history/archive/insert.server'
import { inLanes } from '@/lib/history/archive/lanes'
import { damaged, type OpenArchive, openArchive } from '@/lib/history/archive/reader.server'
import { type ReceiveOptions, receiveArchive } from '@/lib/history/archive/receive.server'
import { readMap, verifyArchive } from '@/lib/history/archive/verify.server'
import type { Ingest } from '@/lib/images/ingest/ingest.server'
import { withWorkFolder } from '@/lib/images/ingest/work-folder.server'
import type { Storage } from '@/lib/storage/contract'

/** As many as there are decoders, and one that reads meanwhile. */
const PICTURES_AT_A_TIME = 3

/**
 * Takes in an exported project as a new one with new ids. The whole archive is judged before anything of it is kept;
 * then its pictures are taken in like uploads (those that are known here are not stored again); the records follow in
 * one transaction. What breaks off leaves no project, and pictures that the next try finds or the sweep removes.
 * @returns the new project's id
 * @throws AppError `archive_damaged`, `archive_newer`, `archive_too_large`, `upload_incomplete`, `storage_full`
 */
export type ImportArchive = (
  signal: AbortSignal,
  body: AsyncIterable<Uint8Array>,
  options?: ReceiveOptions,
) => Promise<string>

export function createArchiveImport(parts: {
  db: Records
  storage: Storage
  ingest: Ingest
  /** Those images whose bytes are here and sound; they are then safe from the sweep for a day. */
  findKnown: (signal: AbortSignal, imageIds: readonly string[]) => Promise<ReadonlySet<string>>
  tempDir: string
}): ImportArchive {
  return (signal, body, options = {}) =>
    withWorkFolder(parts.tempDir, async (folder) => {
      const file = path.join(folder, 'archive.zip')
      const opened = await openArchive(file, await receiveArchive(signal, file, body, options))
      try {
        const archive = await verifyArchive(signal, opened)
        await keepImages(signal, parts, opened, archive)
        const editIds = new Map(archive.edits.map(({ id }) => [id, randomUUID()]))
        await keepMaps(signal, parts.storage, opened, archive, editIds)
        signal.throwIfAborted()
        return await insertArchive(parts.db, archive, editIds)
      } finally {
        await opened.close()
      }
    })
}

async function keepImages(
  signal: AbortSignal,
  { ingest, findKnown }: Pick<Parameters<typeof createArchiveImport>[0], 'ingest' | 'findKnown'>,
  opened: OpenArchive,
  { images }: Archive,
): Promise<void> {
  const known = await findKnown(
    signal,
    images.map(({ id }) => id),
  )
  // Their bytes were compared with their hash already: there is nothing to be learnt from them once more.
  const unknown = images.filter(({ id }) => !known.has(id))
  await inLanes(signal, PICTURES_AT_A_TIME, unknown, async (either, image) => {
    const name = imageEntry(image)
    const taken = await ingest(either, {
      body: opened.read(either, name),
      name: path.basename(name),
    }).catch((error) => {
      throw isRefusal(error) ? damaged(error) : error
    })
    await taken.renditions
  })
}

/** The picture's own fault; a full disk is none. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && [413, 415, 422].includes(error.status)

async function keepMaps(
  signal: AbortSignal,
  storage: Storage,
  opened: OpenArchive,
  { edits }: Archive,
  editIds: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { id, maps } of edits)
    for (const kind of maps) {
      const bytes = await readMap(signal, opened, mapEntry(id, kind))
      await storage.put(signal, mapKey(editIds.get(id)!, kind), [bytes])
    }
}
