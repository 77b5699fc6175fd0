import 'server-only'
import { crc32 } from 'node:zlib'

/** One file of a ZIP. Its bytes are asked for when its turn comes, and must be exactly as many as it says. */
export type ZipEntry = { name: string; open: () => Promise<AsyncIterable<Uint8Array>> }
export type SizedEntry = ZipEntry & { sizeBytes: number }

/** Where a field of 32 bits ends and ZIP64 begins (APPNOTE 4.3.14 to 4.3.16). */
const MAX_32 = 0xffff_ffff
const MAX_16 = 0xffff
const VERSION = 45
/** Sizes stand behind the file, since they are not known before it; names are UTF-8 (APPNOTE 4.4.4). */
const FLAGS = 0x0808
/** The first day that a ZIP can name: the same content gives the same bytes. */
const DOS_DATE = 0x0021

type Written = { name: Buffer; crc: number; sizeBytes: number; offset: number }

/**
 * Writes a ZIP while it is read, in constant memory. Nothing is compressed: pictures are already. Each file is under
 * 4 GB; the whole may be larger.
 */
export async function* writeZip(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    yield localHeader(name)
    let [crc, sizeBytes] = [0, 0]
    for await (const chunk of await entry.open()) {
      crc = crc32(chunk, crc)
      sizeBytes += chunk.byteLength
      yield chunk
    }
    yield descriptor(crc, sizeBytes)
    written.push({ name, crc, sizeBytes, offset })
    offset += 30 + name.length + sizeBytes + 16
  }
  const directory = written.map(centralHeader)
  yield Buffer.concat([...directory, endOf(written.length, lengthOf(directory), offset)])
}

/** How long the ZIP of these files will be, to the byte. */
export function measureZip(entries: readonly Pick<SizedEntry, 'name' | 'sizeBytes'>[]): number {
  let [offset, directoryBytes] = [0, 0]
  for (const { name, sizeBytes } of entries) {
    const nameBytes = Buffer.byteLength(name)
    directoryBytes += 46 + nameBytes + (offset >= MAX_32 ? 12 : 0)
    offset += 30 + nameBytes + sizeBytes + 16
  }
  return offset + directoryBytes + endOf(entries.length, directoryBytes, offset).length
}

const lengthOf = (buffers: Buffer[]): number => buffers.reduce((sum, { length }) => sum + length, 0)

/** A record of fields, each `[value, bytes]`, in little-endian order. */
function record(...fields: [value: number, bytes: 2 | 4 | 8][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of fields) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at)
    else buffer.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return buffer
}

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    record(
      [0x04034b50, 4],
      [VERSION, 2],
      [FLAGS, 2],
      [0, 2],
      [0, 2],
      [DOS_DATE, 2],
      [0, 4],
      [0, 4],
      [0, 4],
      [name.length, 2],
      [0, 2],
    ),
    name,
  ])

const descriptor = (crc: number, sizeBytes: number): Buffer =>
  record([0x08074b50, 4], [crc, 4], [sizeBytes, 4], [sizeBytes, 4])

function centralHeader({ name, crc, sizeBytes, offset }: Written): Buffer {
  const isFar = offset >= MAX_32
  return Buffer.concat([
    record(
      [0x02014b50, 4],
      [VERSION, 2],
      [VERSION, 2],
      [FLAGS, 2],
      [0, 2],
      [0, 2],
      [DOS_DATE, 2],
      [crc, 4],
      [sizeBytes, 4],
      [sizeBytes, 4],
      [name.length, 2],
      [isFar ? 12 : 0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [isFar ? MAX_32 : offset, 4],
    ),
    name,
    isFar ? record([1, 2], [8, 2], [offset, 8]) : Buffer.alloc(0),
  ])
}

/** The end of the directory, with the ZIP64 one before it where the plain fields are too short. */
function endOf(count: number, directoryBytes: number, offset: number): Buffer {
  const plain = record(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [Math.min(count, MAX_16), 2],
    [Math.min(count, MAX_16), 2],
    [Math.min(directoryBytes, MAX_32), 4],
    [Math.min(offset, MAX_32), 4],
    [0, 2],
  )
  if (count < MAX_16 && directoryBytes < MAX_32 && offset < MAX_32) return plain
  const long = record(
    [0x06064b50, 4],
    [44, 8],
    [VERSION, 2],
    [VERSION, 2],
    [0, 4],
    [0, 4],
    [count, 8],
    [count, 8],
    [directoryBytes, 8],
    [offset, 8],
  )
  return Buffer.concat([long, record([0x07064b50, 4], [0, 4], [offset + directoryBytes, 8], [1, 4]), plain])
}
