import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectImage } from '@/lib/images/ingest/inspect.server'
import {
  bombText,
  FOREIGN_FILES,
  ihdr,
  photo,
  png,
  pngChunk,
  quadrants,
  rgbRows,
  riff,
  webpBomb,
  webpChunk,
  withJpegSegment,
} from '../../../support/image-corpus'

const codeOf = (bytes: Uint8Array) =>
  inspectImage(bytes).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  )

const picture = photo(200, 150)
const good = {
  jpeg: await picture.clone().jpeg().toBuffer(),
  'progressive jpeg': await picture.clone().jpeg({ progressive: true }).toBuffer(),
  png: await picture.clone().png().toBuffer(),
  'interlaced png': await picture.clone().png({ progressive: true }).toBuffer(),
  'palette png': await picture.clone().png({ palette: true }).toBuffer(),
  webp: await picture.clone().webp().toBuffer(),
  'lossless webp': await picture.clone().webp({ lossless: true }).toBuffer(),
}

describe('a whole picture', () => {
  it.each(Object.entries(good))('is accepted as %s', async (name, bytes) => {
    const format = name.split(' ').at(-1)
    expect(await inspectImage(bytes)).toEqual({
      width: 200,
      height: 150,
      format,
      hasAlpha: false,
      bitDepth: 8,
      colourSpace: 'sRGB',
      orientation: 1,
      animated: false,
    })
  })

  it.each(Object.entries(good))('is accepted as %s with other bytes after its end', async (_, bytes) => {
    expect(await codeOf(Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]))).toBe('accepted')
  })

  it('tells 16 bits, grey, alpha and few-bit palettes', async () => {
    const deep = png(8, 8, { header: ihdr(8, 8, 16, 2), rows: Buffer.alloc(8 * (1 + 8 * 6)) })
    expect(await inspectImage(deep)).toMatchObject({ bitDepth: 16, colourSpace: 'sRGB' })
    const grey = await picture.clone().toColourspace('b-w').png().toBuffer()
    expect(await inspectImage(grey)).toMatchObject({ bitDepth: 8, colourSpace: 'Grey', hasAlpha: false })
    const clear = await photo(20, 20, 4).png().toBuffer()
    expect(await inspectImage(clear)).toMatchObject({ hasAlpha: true })
    const palette = [
      pngChunk('PLTE', Buffer.from([255, 0, 0, 0, 0, 255])),
      pngChunk('tRNS', Buffer.from([0])),
    ]
    const oneBit = png(8, 2, {
      header: ihdr(8, 2, 1, 3),
      extra: palette,
      rows: Buffer.from([0, 0xaa, 0, 0x55]),
    })
    expect(await inspectImage(oneBit)).toMatchObject({ bitDepth: 1, hasAlpha: true })
  })

  it('tells the profile by name and CMYK by its space', async () => {
    const wide = await picture.clone().withIccProfile('p3').png().toBuffer()
    expect((await inspectImage(wide)).colourSpace).toMatch(/P3/)
    const ink = await picture.clone().toColourspace('cmyk').jpeg().toBuffer()
    const plain = ink.indexOf(Buffer.from('ICC_PROFILE')) === -1 ? 'CMYK' : expect.any(String)
    expect((await inspectImage(ink)).colourSpace).toEqual(plain)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('tells its upright size for orientation %i', async (orientation) => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const facts = await inspectImage(await quadrants(format, orientation))
      expect(facts).toMatchObject({ width: 96, height: 64, orientation, format })
    }
  })

  it('says when there are more frames, and takes the first', async () => {
    const frames = Buffer.concat([await picture.clone().raw().toBuffer(), Buffer.alloc(200 * 150 * 3)])
    const moving = await sharp(frames, { raw: { width: 200, height: 300, channels: 3, pageHeight: 150 } })
      .webp({ loop: 0 })
      .toBuffer()
    expect(await inspectImage(moving)).toMatchObject({ animated: true, width: 200, height: 150 })
    const control = Buffer.alloc(8)
    control.writeUInt32BE(3_001, 0)
    expect(await inspectImage(png(8, 8, { extra: [pngChunk('acTL', control)] }))).toMatchObject({
      animated: true,
    })
    control.writeUInt32BE(1, 0)
    expect(await inspectImage(png(8, 8, { extra: [pngChunk('acTL', control)] }))).toMatchObject({
      animated: false,
    })
  })
})

describe('a broken picture', () => {
  it.each(Object.entries(good))('is refused when %s is cut off anywhere', async (_, bytes) => {
    for (const share of [0.05, 0.5, 0.95]) {
      expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('corrupt_image')
    }
    expect(await codeOf(bytes.subarray(0, 12))).toBe('corrupt_image')
  })

  it.each(Object.entries(good))('is refused when only the signature of %s is right', async (_, bytes) => {
    expect(await codeOf(Buffer.concat([bytes.subarray(0, 12), Buffer.alloc(4_000, 0x5a)]))).toBe(
      'corrupt_image',
    )
  })

  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  const plain = png(64, 64)
  const badAdler = deflateSync(rgbRows(64, 64))
  badAdler[badAdler.length - 1] = (badAdler.at(-1) ?? 0) ^ 1
  const badFilter = rgbRows(64, 64)
  badFilter[193 * 60] = 9
  const negative = ihdr(64, 64)
  negative.writeInt32BE(-1, 0)
  const endless = Buffer.from(plain)
  endless.writeUInt32BE(0xffffffff, 33)

  it.each<[string, Buffer]>([
    ['a wrong IHDR checksum', flipped(plain, 30)],
    ['a wrong IDAT checksum', flipped(plain, plain.length - 14)],
    [
      'a wrong Adler sum',
      Buffer.concat([plain.subarray(0, 33), pngChunk('IDAT', badAdler), plain.subarray(-12)]),
    ],
    ['rows missing', png(64, 64, { rows: rgbRows(64, 60) })],
    ['an unknown filter', png(64, 64, { rows: badFilter })],
    ['no area', png(64, 64, { header: ihdr(0, 0) })],
    ['three bits', png(64, 64, { header: ihdr(64, 64, 3) })],
    ['colour type 5', png(64, 64, { header: ihdr(64, 64, 8, 5) })],
    ['interlace 9', png(64, 64, { header: ihdr(64, 64, 8, 2, 9) })],
    ['two IHDR', png(64, 64, { extra: [pngChunk('IHDR', ihdr(64, 64))] })],
    ['an unknown critical chunk', png(64, 64, { extra: [pngChunk('ABCD', Buffer.alloc(4))] })],
    ['no palette', png(64, 64, { header: ihdr(64, 64, 8, 3), rows: Buffer.alloc(65 * 64) })],
    ['a chunk of 4 GB', endless],
    ['no IEND', plain.subarray(0, -12)],
    ['no pixels', Buffer.concat([plain.subarray(0, 33), plain.subarray(-12)])],
  ])('is refused: PNG with %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('corrupt_image')
  })

  it.each([0xdb, 0xc4, 0xc0])('is refused: JPEG without segment %i', async (marker) => {
    const at = good.jpeg.indexOf(Buffer.from([0xff, marker]))
    const to = at + 2 + good.jpeg.readUInt16BE(at + 2)
    const without = Buffer.concat([good.jpeg.subarray(0, at), good.jpeg.subarray(to)])
    // Encoders write several tables of one kind; all must go.
    const again = without.indexOf(Buffer.from([0xff, marker]))
    expect(again === -1 ? await codeOf(without) : 'corrupt_image').toBe('corrupt_image')
  })

  it.each<[string, Buffer]>([
    ['no frame', riff(webpChunk('ICCP', Buffer.alloc(20)))],
    ['a VP9 chunk', riff(webpChunk('VP9 ', Buffer.alloc(40)))],
    [
      'a RIFF size beyond the file',
      Buffer.concat([good.webp.subarray(0, 4), Buffer.from('ffffff7f', 'hex'), good.webp.subarray(8)]),
    ],
    ['a broken lossless frame', riff(webpChunk('VP8L', Buffer.from('2f07c00100aaaaaaaa', 'hex')))],
  ])('is refused: WebP with %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('corrupt_image')
  })

  it('is refused when it is empty', async () => {
    expect(await codeOf(Buffer.alloc(0))).toBe('empty_file')
  })
})

describe('a bomb', () => {
  it.each<[string, Buffer, string]>([
    ['a PNG of 100,000²', png(8, 8, { header: ihdr(100_000, 100_000) }), 'too_many_pixels'],
    ['a PNG of 2^31-1', png(8, 8, { header: ihdr(2 ** 31 - 1, 2 ** 31 - 1) }), 'too_many_pixels'],
    ['a one-bit PNG of 30,000²', png(8, 8, { header: ihdr(30_000, 30_000, 1, 0) }), 'too_many_pixels'],
    ['a WebP of 38 bytes', webpBomb(), 'too_many_pixels'],
    ['a zTXt of 50 MB', png(8, 8, { extra: [bombText('zTXt', 50_000_000)] }), 'metadata_too_large'],
    ['an iTXt of 50 MB', png(8, 8, { extra: [bombText('iTXt', 50_000_000)] }), 'metadata_too_large'],
    ['an iCCP of 50 MB', png(8, 8, { extra: [bombText('iCCP', 50_000_000)] }), 'metadata_too_large'],
    [
      'eight texts that are only large together',
      png(8, 8, { extra: Array.from({ length: 8 }, () => bombText('iTXt', 3_000_000)) }),
      'metadata_too_large',
    ],
    [
      '20,000 chunks',
      png(8, 8, { extra: Array.from({ length: 20_000 }, () => pngChunk('tEXt', Buffer.from('a\0b'))) }),
      'metadata_too_large',
    ],
    [
      'a JPEG of 65,500²',
      withJpegSegment(good.jpeg, 0xc0, Buffer.from('08ffdcffdc0301110002110003110000', 'hex')),
      'too_many_pixels',
    ],
    [
      'a JPEG of 2,000 comments',
      Buffer.concat([
        good.jpeg.subarray(0, 2),
        ...Array.from({ length: 2_000 }, () => Buffer.from('fffe00034a', 'hex')),
        good.jpeg.subarray(2),
      ]),
      'metadata_too_large',
    ],
    [
      'a WebP whose frame is larger than its canvas',
      riff(
        Buffer.concat([
          webpChunk('VP8X', Buffer.from('10000000070000070000', 'hex')),
          webpBomb().subarray(12),
        ]),
      ),
      'too_many_pixels',
    ],
  ])('is refused before it is decoded: %s', async (_, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code)
  })

  it('is refused when a JPEG has thousands of scans', async () => {
    const scan = good['progressive jpeg'].indexOf(Buffer.from([0xff, 0xda]))
    const next = good['progressive jpeg'].indexOf(Buffer.from([0xff, 0xc4]), scan)
    const [start, again, end] = [
      good['progressive jpeg'].subarray(0, next),
      good['progressive jpeg'].subarray(scan, next),
      good['progressive jpeg'].subarray(next),
    ]
    expect(await codeOf(Buffer.concat([start, ...Array.from({ length: 3_000 }, () => again), end]))).toBe(
      'corrupt_image',
    )
  })

  it('is one pixel row more than 100 megapixels, not 100 megapixels', async () => {
    expect(await codeOf(png(8, 8, { header: ihdr(10_000, 10_001) }))).toBe('too_many_pixels')
    // The header passes; only the missing rows are found.
    expect(await codeOf(png(8, 8, { header: ihdr(10_000, 10_000) }))).toBe('corrupt_image')
  })
})

describe('another kind of file', () => {
  it.each(Object.entries(FOREIGN_FILES))('is refused: %s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('unsupported_format')
  })

  it('comes with advice when it is a HEIC photo', async () => {
    await expect(inspectImage(FOREIGN_FILES.heic ?? Buffer.alloc(0))).rejects.toThrow(/HEIC.*JPEG/)
  })
})
