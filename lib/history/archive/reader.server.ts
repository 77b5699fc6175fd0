import 'server-only'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl'
import { AppError, isAbort } from '@/lib/errors'
import { ARCHIVE_RECORDS, MAX_ARCHIVED } from '@/lib/history/archive/archive'
import { MAX_UPLOAD_BYTES } from '@/lib/images/limits'
import { PIECE_BYTES } from '@/lib/storage/large-pieces.server'

/** The directory of a ZIP that was looked through, and its files by name. */
export type OpenArchive = {
  has(name: string): boolean
  names(): string[]
  /** The bytes of a file, which end with an error when they are not those of the directory. @throws as `openArchive` */
  read(signal: AbortSignal, name: string): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/** Enough for the longest history that is taken, and little enough to be held. */
export const MAX_RECORDS_BYTES = 200_000_000
const MAX_MAP_BYTES = 20_000_000
/** Pictures do not shrink, and records by about thirty: beyond this somebody made it so. */
const MAX_RATIO = 200
/** Each picture, three maps of each edit, folders, and the records. */
const MAX_ENTRIES = 5 * MAX_ARCHIVED + 10

/** What an archive may hold, with the most bytes that each may have; whatever else stands in it is not ours. */
const ALLOWED: readonly { pattern: RegExp; maxBytes: number }[] = [
  { pattern: new RegExp(`^${ARCHIVE_RECORDS.replace('.', '\\.')}$`), maxBytes: MAX_RECORDS_BYTES },
  { pattern: /^images\/[0-9a-f]{64}\.(png|jpg|webp)$/, maxBytes: MAX_UPLOAD_BYTES },
  { pattern: /^maps\/[0-9a-f-]{36}\/[a-z]+\.png$/, maxBytes: MAX_MAP_BYTES },
]
const FOLDER = /^(images|maps|maps\/[0-9a-f-]{36})\/$/
const FILE_KIND = 0o170000
const NOT_PACKED = 0
const LINK = 0o120000

export const damaged = (cause: unknown): AppError => new AppError('archive_damaged', undefined, { cause })

/**
 * Opens a ZIP from outside and looks its directory through: names, sizes, kinds, and that no bytes are told twice.
 * Names are only ever compared, never used as paths.
 * @throws AppError `archive_damaged`, `archive_too_large`
 */
export async function openArchive(file: string, fileBytes: number): Promise<OpenArchive> {
  const handle = await open(file)
  try {
    const zip = await fromFdPromise(handle.fd, { autoClose: false, strictFileNames: true })
    const entries = await readDirectory(zip, fileBytes)
    return {
      has: (name) => entries.has(name),
      names: () => [...entries.keys()],
      read: (signal, name) => readEntry(signal, { handle, zip }, entries.get(name)),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error instanceof AppError ? error : damaged(error)
  }
}

async function readDirectory(zip: ZipFile, fileBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw new AppError('archive_too_large')
  const entries = new Map<string, Entry>()
  let packedBytes = 0
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry)
    packedBytes += entry.compressedSize
    if (packedBytes > fileBytes) throw damaged('entries share their bytes')
    if (entry.fileName.endsWith('/')) continue
    if (entries.has(entry.fileName)) throw damaged(`${entry.fileName} stands there twice`)
    entries.set(entry.fileName, entry)
  }
  return entries
}

function checkEntry(entry: Entry): void {
  const { fileName, compressedSize, uncompressedSize, externalFileAttributes } = entry
  if (!entry.canDecodeFileData()) throw damaged('an entry is encrypted or packed in another way')
  if (((externalFileAttributes >>> 16) & FILE_KIND) === LINK) throw damaged('an entry is a link')
  if (uncompressedSize > MAX_RATIO * compressedSize + MAX_RATIO) throw damaged('an entry unpacks too far')
  if (FOLDER.test(fileName) && uncompressedSize === 0) return
  const allowed = ALLOWED.find(({ pattern }) => pattern.test(fileName))
  if (!allowed) throw damaged('an entry has a name that is not ours')
  if (uncompressedSize > allowed.maxBytes) throw new AppError('archive_too_large')
}

async function* readEntry(
  signal: AbortSignal,
  file: { handle: FileHandle; zip: ZipFile },
  entry: Entry | undefined,
): AsyncGenerator<Uint8Array> {
  if (!entry) throw damaged('an entry is missing')
  try {
    let crc = 0
    for await (const chunk of entry.compressionMethod === NOT_PACKED
      ? readStored(file, entry)
      : await file.zip.openReadStreamPromise(entry)) {
      signal.throwIfAborted()
      crc = crc32(chunk, crc)
      yield chunk
    }
    if (crc !== entry.crc32) throw damaged(`${entry.fileName} has other bytes than it says`)
  } catch (error) {
    throw isAbort(error) || error instanceof AppError ? error : damaged(error)
  }
}

/** What is not packed is read straight from the file. */
async function* readStored(
  { handle, zip }: { handle: FileHandle; zip: ZipFile },
  entry: Entry,
): AsyncGenerator<Uint8Array> {
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
  for (let done = 0; done < entry.compressedSize; ) {
    const piece = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, entry.compressedSize - done))
    const { bytesRead } = await handle.read(piece, 0, piece.length, fileDataStart + done)
    if (bytesRead === 0) throw damaged(`${entry.fileName} ends early`)
    yield piece.subarray(0, bytesRead)
    done += bytesRead
  }
}
