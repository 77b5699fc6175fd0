import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Pixels } from '@/lib/fidelity/plane'

/** A PNG writer and reader of our own: what is tested must not be its own witness. */
const COLOUR_TYPES = { 1: 0, 2: 4, 3: 2, 4: 6 } as const
const CHANNELS: Record<number, Pixels['channels']> = { 0: 1, 4: 2, 2: 3, 6: 4 }

function chunk(kind: string, payload: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), payload])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(payload.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}

export function writePng({ width, height, channels, data }: Pixels, profile?: Uint8Array): Buffer {
  const bytes = data.BYTES_PER_ELEMENT
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = bytes * 8
  header[9] = COLOUR_TYPES[channels]
  const stride = width * channels
  const raw = Buffer.alloc(height * (1 + stride * bytes))
  for (let y = 0; y < height; y++)
    for (let i = 0; i < stride; i++) {
      const at = y * (1 + stride * bytes) + 1 + i * bytes
      if (bytes === 2) raw.writeUInt16BE(data[y * stride + i]!, at)
      else raw[at] = data[y * stride + i]!
    }
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    ...(profile ? [chunk('iCCP', Buffer.concat([Buffer.from('test\0\0'), deflateSync(profile)]))] : []),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const paeth = (a: number, b: number, c: number): number => {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

export function readPng(file: Buffer): { pixels: Pixels; profile?: Buffer } {
  let [width, height, bytes, channels]: [number, number, number, Pixels['channels']] = [0, 0, 1, 1]
  let profile: Buffer | undefined
  const parts: Buffer[] = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const kind = file.toString('latin1', at + 4, at + 8)
    const payload = file.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR') {
      width = payload.readUInt32BE(0)
      height = payload.readUInt32BE(4)
      bytes = payload[8]! / 8
      channels = CHANNELS[payload[9]!]!
    }
    if (kind === 'iCCP') profile = inflateSync(payload.subarray(payload.indexOf(0) + 2))
    if (kind === 'IDAT') parts.push(payload)
    at += length + 12
  }
  const raw = inflateSync(Buffer.concat(parts))
  const [stride, step] = [width * channels * bytes, channels * bytes]
  const out = Buffer.alloc(height * stride)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!
    for (let i = 0; i < stride; i++) {
      const left = i >= step ? out[y * stride + i - step]! : 0
      const above = y > 0 ? out[(y - 1) * stride + i]! : 0
      const corner = y > 0 && i >= step ? out[(y - 1) * stride + i - step]! : 0
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!
      out[y * stride + i] = raw[y * (stride + 1) + 1 + i]! + guess
    }
  }
  const size = { width, height, channels }
  const found = profile ? { profile } : {}
  if (bytes === 1) return { pixels: { ...size, data: new Uint8Array(out) }, ...found }
  const data = new Uint16Array(out.length / 2)
  for (let i = 0; i < data.length; i++) data[i] = out.readUInt16BE(2 * i)
  return { pixels: { ...size, data }, ...found }
}
