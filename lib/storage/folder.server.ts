import 'server-only'
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import {
  copyFile,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
} from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { AppError } from '@/lib/errors'
import type { ByteRange, Storage, StoredBody, StoredFile, StoredSource } from './contract'
import { errnoOf, toStorageError } from './failure.server'
import { checkKey, PAID_FOLDER } from './key'
import { inPieces, writeAll } from './large-pieces.server'
import { checkFreeSpace, FREE_SPACE_FLOOR_BYTES } from './space.server'

/** What is no larger is read at once: a piece of 64 kB, the default, costs a trip through the threads as much as this one. */
const READ_AT_ONCE_BYTES = 2_000_000
/** Not through a link, and without waiting for whoever writes: a pipe in place of a file would never open. */
const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/** Temporary files live beside the stored ones: a rename is only atomic within one file system. */
export const tempFolderOf = (folder: string): string => path.join(folder, 'temp')

/**
 * Storage in a folder. A file appears under its key only when all of it is on the disk (temp → fsync → rename →
 * fsync of the folder), so a crash leaves at most a temporary file, which `sweepTemp` removes.
 * @param freeSpaceFloorBytes below this much free space nothing more is taken, but for what was paid for.
 */
export function createFolderStorage(options: { folder: string; freeSpaceFloorBytes?: number }): Storage {
  const root = path.resolve(options.folder)
  const floorBytes = options.freeSpaceFloorBytes ?? FREE_SPACE_FLOOR_BYTES

  async function put(signal: AbortSignal, key: string, body: StoredSource) {
    checkKey(key)
    const temp = path.join(tempFolderOf(root), randomUUID())
    try {
      await mkdir(tempFolderOf(root), { recursive: true })
      if (!key.startsWith(PAID_FOLDER)) await checkFreeSpace(root, floorBytes)
      const sizeBytes =
        'file' in body ? await copyWhole(signal, temp, body.file) : await writeWhole(signal, temp, body)
      if (!(await isFile(root, key))) await moveInto(root, temp, key)
      return sizeBytes
    } catch (error) {
      throw toStorageError(error)
    } finally {
      await rm(temp, { force: true })
    }
  }

  async function get(signal: AbortSignal, key: string, range?: ByteRange): Promise<StoredBody> {
    signal.throwIfAborted()
    const found = await openFile(root, checkKey(key))
    if (!found) throw new AppError('not_found')
    const { handle, totalBytes } = found
    const start = range?.startByte ?? 0
    const sizeBytes = Math.max(0, Math.min(range?.endByte ?? totalBytes, totalBytes) - start)
    if (sizeBytes <= READ_AT_ONCE_BYTES)
      return { body: streamOf(await readPiece(handle, start, sizeBytes)), sizeBytes }
    const source = handle.createReadStream({
      start,
      end: start + sizeBytes - 1,
      highWaterMark: READ_AT_ONCE_BYTES,
      signal,
    })
    return { body: Readable.toWeb(source) as ReadableStream<Uint8Array>, sizeBytes }
  }

  return {
    put,
    get,
    async remove(signal, key) {
      signal.throwIfAborted()
      if (await isFile(root, checkKey(key))) await rm(path.join(root, key), { force: true })
    },
    async exists(signal, key) {
      signal.throwIfAborted()
      return isFile(root, checkKey(key))
    },
    async sizeOf(signal, key) {
      signal.throwIfAborted()
      if (!(await isFile(root, checkKey(key)))) return undefined
      return (await lstat(path.join(root, key))).size
    },
    list: (signal, folder) => listFiles(signal, root, checkKey(folder)),
  }
}

async function* listFiles(signal: AbortSignal, root: string, folder: string): AsyncGenerator<StoredFile> {
  for (const entry of await entriesOf(path.join(root, folder))) {
    signal.throwIfAborted()
    const key = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* listFiles(signal, root, key)
    if (!entry.isFile()) continue
    const found = await lstat(path.join(root, key)).catch(forgiveMissing)
    if (found) yield { key, sizeBytes: found.size, storedAtMs: found.mtimeMs }
  }
}

const entriesOf = async (folder: string) =>
  (await readdir(folder, { withFileTypes: true }).catch(forgiveMissing)) ?? []

/** What is listed may be gone when it is looked at. */
function forgiveMissing(error: unknown): undefined {
  if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error
}

/** At once: a stream of Node costs ten times as much as reading a small file. */
async function readPiece(handle: FileHandle, start: number, sizeBytes: number): Promise<Uint8Array> {
  try {
    const piece = new Uint8Array(sizeBytes)
    let done = 0
    for (let read = 1; read > 0 && done < sizeBytes; done += read)
      read = (await handle.read(piece, done, sizeBytes - done, start + done)).bytesRead
    return done < sizeBytes ? piece.subarray(0, done) : piece
  } finally {
    await handle.close()
  }
}

const streamOf = (piece: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      if (piece.length > 0) controller.enqueue(piece)
      controller.close()
    },
  })

/** False for anything but a plain file, and for what lies behind a link: nothing may lead out of the folder. */
async function isFile(root: string, key: string): Promise<boolean> {
  const file = path.join(root, key)
  try {
    return (await isReached(root, key)) && (await lstat(file)).isFile()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return false
    throw error
  }
}

/** A plain file, judged as `isFile` does but by what was opened, so that it is looked at once. */
async function openFile(
  root: string,
  key: string,
): Promise<{ handle: FileHandle; totalBytes: number } | undefined> {
  if (!(await isReached(root, key).catch(forgiveMissing))) return undefined
  const handle = await open(path.join(root, key), READ_PLAIN).catch(forgiveMissing)
  const found = await handle?.stat()
  if (handle && found?.isFile()) return { handle, totalBytes: found.size }
  await handle?.close()
  return undefined
}

/** True when the way from the root to `relative` has no link in it. The root itself may be one. */
async function isReached(root: string, relative: string): Promise<boolean> {
  const [reached, ownRoot] = await Promise.all([realpath(path.join(root, relative)), realpath(root)])
  return reached === path.join(ownRoot, relative)
}

async function writeWhole(
  signal: AbortSignal,
  file: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const handle = await open(file, 'wx', 0o600)
  try {
    let sizeBytes = 0
    for await (const chunks of inPieces(body)) {
      signal.throwIfAborted()
      await writeAll(handle, chunks)
      for (const chunk of chunks) sizeBytes += chunk.byteLength
    }
    signal.throwIfAborted()
    await handle.sync()
    return sizeBytes
  } finally {
    await handle.close()
  }
}

/** The kernel copies: the bytes never enter this process. */
async function copyWhole(signal: AbortSignal, file: string, source: string): Promise<number> {
  await copyFile(source, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  const handle = await open(file, 'r+')
  try {
    signal.throwIfAborted()
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

async function moveInto(root: string, temp: string, key: string): Promise<void> {
  const folder = path.dirname(key)
  const firstMade = await mkdir(path.join(root, folder), { recursive: true })
  if (!(await isReached(root, folder))) throw new AppError('internal', undefined, { cause: key })
  await rename(temp, path.join(root, key))
  await syncFolder(path.join(root, folder))
  // A folder that was just made is itself a new name in its parents.
  if (firstMade !== undefined) await syncParents(root, folder)
}

async function syncParents(root: string, folder: string): Promise<void> {
  for (let current = folder; current !== '.'; current = path.dirname(current)) {
    await syncFolder(path.join(root, path.dirname(current)))
  }
}

/** Without this a crash of the machine may forget the new name although the bytes are there. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
