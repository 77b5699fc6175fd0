import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a ZIP made by hand, which may lie about itself. */
export type ForgedEntry = {
  name: string
  bytes: Buffer
  isPacked?: boolean
  /** Of the directory; else the true ones. */
  statedBytes?: number
  crc?: number
  flags?: number
  attributes?: number
  /** Told to lie where another file lies. */
  offset?: number
}

/** A ZIP with a directory that says whatever is given. */
export function forgeZip(entries: readonly ForgedEntry[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const data = entry.isPacked ? deflateRawSync(entry.bytes) : entry.bytes
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0x0800, 2)
    fields.writeUInt16LE(entry.isPacked ? 8 : 0, 4)
    fields.writeUInt32LE(entry.crc ?? crc32(entry.bytes), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(entry.statedBytes ?? entry.bytes.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(entry.attributes ?? 0, 6)
    rest.writeUInt32LE(entry.offset ?? offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), fields, rest, name]))
    bodies.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listed, end])
}
