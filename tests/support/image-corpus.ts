import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

/** Pictures made by hand, good ones and bad ones, so that no test depends on a file from elsewhere. */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** One PNG chunk with a right checksum, unless another one is given. */
export function pngChunk(kind: string, payload: Uint8Array, checksum?: number): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), payload])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(payload.length, 0)
  frame.writeUInt32BE(checksum ?? crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

export function ihdr(width: number, height: number, bitDepth = 8, colourType = 2, interlace = 0): Buffer {
  const payload = Buffer.alloc(13)
  payload.writeUInt32BE(width, 0)
  payload.writeUInt32BE(height, 4)
  payload.set([bitDepth, colourType, 0, 0, interlace], 8)
  return payload
}

/** A PNG of the given chunks; an 8-bit RGB picture of one colour when only its size is given. */
export function png(
  width: number,
  height: number,
  { extra = [] as Buffer[], header = ihdr(width, height), rows = rgbRows(width, height) } = {},
): Buffer {
  const pixels = pngChunk('IDAT', deflateSync(rows, { level: 1 }))
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', header),
    ...extra,
    pixels,
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Unfiltered rows of the colour (200, 120, 40). */
export function rgbRows(width: number, height: number): Buffer {
  const row = Buffer.alloc(1 + width * 3)
  for (let x = 0; x < width; x += 1) row.set([200, 120, 40], 1 + x * 3)
  return Buffer.concat(Array.from({ length: height }, () => row))
}

/** Grows a good PNG to exactly these many bytes with a private chunk that decoders skip. */
export function pngOfBytes(sizeBytes: number): Buffer {
  const bare = png(16, 16)
  // Incompressible filler in IDAT-sized pieces would be pixels, so it goes where pixels go: a large stored image.
  const side = Math.floor(Math.sqrt((sizeBytes - bare.length - 10_000) / 3.001))
  const rows = Buffer.alloc((1 + side * 3) * side, 7)
  for (let y = 0; y < side; y += 1) rows[y * (1 + side * 3)] = 0
  const pixels = pngChunk('IDAT', deflateSync(rows, { level: 0 }))
  const start = Buffer.concat([SIGNATURE, pngChunk('IHDR', ihdr(side, side)), pixels])
  const end = pngChunk('IEND', Buffer.alloc(0))
  const rest = sizeBytes - start.length - end.length - 12
  return Buffer.concat([start, pngChunk('prVt', Buffer.alloc(rest, 1)), end])
}

/** Which upright pixel lies at (x, y) of the stored picture, for an upright one of W × H (EXIF 2.32, 4.6.5.A). */
const STORED: Record<number, (x: number, y: number, w: number, h: number) => [x: number, y: number]> = {
  1: (x, y) => [x, y],
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _w, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, w) => [w - 1 - y, x],
  7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
  8: (x, y, _w, h) => [y, h - 1 - x],
}

/** Four quadrants: red, green over blue, yellow, as seen when upright; stored for the given EXIF orientation. */
export async function quadrants(format: 'png' | 'jpeg' | 'webp', orientation: number): Promise<Buffer> {
  const [w, h] = [96, 64]
  const [width, height] = orientation >= 5 ? [h, w] : [w, h]
  const data = Buffer.alloc(w * h * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [seenX, seenY] = STORED[orientation]?.(x, y, w, h) ?? [x, y]
      const colour = QUADRANT_COLOURS[(seenY < h / 2 ? 0 : 2) + (seenX < w / 2 ? 0 : 1)] ?? [0, 0, 0]
      data.set(colour, (y * width + x) * 3)
    }
  }
  const image = sharp(data, { raw: { width, height, channels: 3 } }).withMetadata({ orientation })
  if (format === 'png') return image.png().toBuffer()
  if (format === 'webp') return image.webp({ lossless: true }).toBuffer()
  return image.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
}

export const QUADRANT_COLOURS = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
] as const

/** A photo-like picture: smooth shapes with a little noise, the same every time. */
export function photo(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const data = Buffer.alloc(width * height * channels)
  let state = 12_345
  for (let index = 0; index < width * height; index += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    const [x, y, noise] = [index % width, Math.floor(index / width), (state >> 16) % 9]
    data[index * channels] = 128 + 100 * Math.sin(x / 31) + noise
    data[index * channels + 1] = 128 + 100 * Math.cos(y / 23) + noise
    data[index * channels + 2] = 128 + 60 * Math.sin((x + y) / 47) + noise
    if (channels === 4) data[index * 4 + 3] = x < width / 2 ? 255 : 90
  }
  return sharp(data, { raw: { width, height, channels } })
}

/** Text of `sizeBytes` zeros, packed to a thousandth: a metadata bomb. */
export const bombText = (kind: 'zTXt' | 'iTXt' | 'iCCP', sizeBytes: number): Buffer => {
  const packed = deflateSync(Buffer.alloc(sizeBytes), { level: 9 })
  const head = kind === 'iTXt' ? 'Comment\0\x01\0\0\0' : kind === 'zTXt' ? 'Comment\0\0' : 'profile\0\0'
  return pngChunk(kind, Buffer.concat([Buffer.from(head, 'latin1'), packed]))
}

/** A WebP of 38 bytes that claims 16,383 × 16,383 pixels and would be decoded to one colour. */
export function webpBomb(): Buffer {
  const payload = Buffer.from('2fffffff3f0000000000000000000000000000', 'hex')
  return riff(Buffer.concat([webpChunk('VP8L', payload.subarray(0, 18))]))
}

export function webpChunk(kind: string, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(kind, 'latin1')
  head.writeUInt32LE(payload.length, 4)
  return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)])
}

export function riff(chunks: Uint8Array): Buffer {
  const head = Buffer.alloc(12)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(chunks.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return Buffer.concat([head, chunks])
}

/** Puts an APP or comment segment right after a JPEG's SOI. */
export function withJpegSegment(jpeg: Buffer, marker: number, payload: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(payload.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)])
}

/** Other kinds of file, by their first bytes: none of them is a picture here, whatever its name says. */
export const FOREIGN_FILES: Record<string, Buffer> = {
  gif: Buffer.from('47494638396101000100800000000000ffffff2c00000000010001000002024401003b', 'hex'),
  bmp: Buffer.concat([Buffer.from('BM'), Buffer.alloc(120)]),
  tiff: Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), Buffer.alloc(200)]),
  'big-endian tiff': Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), Buffer.alloc(200)]),
  heic: Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(200)]),
  avif: Buffer.concat([Buffer.from('\0\0\0\x1cftypavif\0\0\0\0mif1avif', 'latin1'), Buffer.alloc(200)]),
  mp4: Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.alloc(200)]),
  jxl: Buffer.concat([Buffer.from('ff0a', 'hex'), Buffer.alloc(100)]),
  jp2: Buffer.from('0000000c6a5020200d0a870a00000014667479706a703220', 'hex'),
  ico: Buffer.from('00000100010010100000010020006804000016000000', 'hex'),
  psd: Buffer.concat([Buffer.from('8BPS\0\x01'), Buffer.alloc(100)]),
  pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'),
  eps: Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\nshowpage\n'),
  mvg: Buffer.from('push graphic-context\nimage over 0,0 0,0 "https://127.0.0.1/x"\npop graphic-context'),
  msl: Buffer.from('<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>'),
  ppm: Buffer.from('P6\n1 1\n255\nabc'),
  hdr: Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\nabcd'),
  fits: Buffer.from('SIMPLE  =                    T'.padEnd(2880)),
  vips: Buffer.from('b6a6f208'.padEnd(200, '0'), 'hex'),
  csv: Buffer.from('1,2,3\n4,5,6\n'),
  svg: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
  ),
  'svg with entity': Buffer.from(
    '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
  ),
  html: Buffer.from('<!doctype html><script>alert(1)</script>'),
  javascript: Buffer.from('alert(1)'),
  php: Buffer.from('<?php system($_GET["c"]); ?>'),
  elf: Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(100)]),
  windows: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]),
  zip: Buffer.from('PK\x03\x04'.padEnd(60, '\0'), 'latin1'),
  gzip: Buffer.from('1f8b0800000000000003030000000000000000', 'hex'),
  wav: Buffer.from('RIFF\x24\0\0\0WAVEfmt '.padEnd(60, '\0'), 'latin1'),
  avi: Buffer.from('RIFF\x24\0\0\0AVI LIST'.padEnd(60, '\0'), 'latin1'),
  zeros: Buffer.alloc(5_000),
  'one byte': Buffer.from([0x89]),
  'base64 text': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  ),
  'png after a newline': Buffer.concat([Buffer.from('\n'), SIGNATURE]),
  'png after a byte-order mark': Buffer.concat([Buffer.from('efbbbf', 'hex'), SIGNATURE]),
  'png mangled to unix lines': Buffer.from('89504e470a1a0a0000000d49484452', 'hex'),
  'png mangled by utf-8': Buffer.from('efbfbd504e470d0a1a0a0000000d49484452', 'hex'),
}
