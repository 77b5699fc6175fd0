import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { makeRenditions } from '@/lib/images/copies/renditions.server'
import {
  ihdr,
  photo,
  png,
  pngChunk,
  QUADRANT_COLOURS,
  quadrants,
  withJpegSegment,
} from '../../../support/image-corpus'

const sizeOf = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata()
  return { width, height }
}
/** The colour in the middle of each quadrant, left to right, top to bottom. */
async function quadrantsOf(bytes: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    return [...data.subarray(from, from + 3)]
  }
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)]
}
const expectNear = (found: number[][], wanted: readonly (readonly number[])[], tolerance: number) => {
  const distance = Math.max(
    ...found.flatMap((colour, i) => colour.map((v, c) => Math.abs(v - (wanted[i]?.[c] ?? 0)))),
  )
  expect(distance).toBeLessThanOrEqual(tolerance)
}

describe('the small copies', () => {
  it('fit into 320 and 2048 pixels and keep the shape', async () => {
    const { thumb, preview } = await makeRenditions(await photo(2_400, 1_200).jpeg().toBuffer())
    expect(await sizeOf(thumb)).toEqual({ width: 320, height: 160 })
    expect(await sizeOf(preview)).toEqual({ width: 2_048, height: 1_024 })
  })

  it('are never larger than the image', async () => {
    const { thumb, preview } = await makeRenditions(await photo(50, 20).png().toBuffer())
    expect([await sizeOf(thumb), await sizeOf(preview)]).toEqual([
      { width: 50, height: 20 },
      { width: 50, height: 20 },
    ])
  })

  it('exist for a picture one pixel wide', async () => {
    const { thumb, preview } = await makeRenditions(await photo(1, 5_000).png().toBuffer())
    expect(await sizeOf(thumb)).toEqual({ width: 1, height: 320 })
    expect(await sizeOf(preview)).toEqual({ width: 1, height: 2_048 })
  })

  it('show every pixel of a small picture exactly', async () => {
    const picture = photo(512, 300, 4)
    const { preview } = await makeRenditions(await picture.clone().png().toBuffer())
    const [shown, original] = await Promise.all([
      sharp(preview).raw().toBuffer(),
      // Colours below full transparency are kept as well: nothing here is fully transparent.
      picture.clone().raw().toBuffer(),
    ])
    expect(Buffer.compare(shown, original)).toBe(0)
  })

  it('keep transparency exactly also where colours are coded with loss', async () => {
    const picture = photo(900, 600, 4)
    const { preview } = await makeRenditions(await picture.clone().png().toBuffer())
    const alphaOf = (image: Sharp) => image.extractChannel(3).raw().toBuffer()
    expect(Buffer.compare(await alphaOf(sharp(preview)), await alphaOf(picture.clone()))).toBe(0)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('are upright for orientation %i, once', async (orientation) => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const { thumb, preview } = await makeRenditions(await quadrants(format, orientation))
      for (const copy of [thumb, preview]) {
        expect(await sizeOf(copy)).toEqual({ width: 96, height: 64 })
        expect((await sharp(copy).metadata()).orientation).toBeUndefined()
        expectNear(await quadrantsOf(copy), QUADRANT_COLOURS, 12)
      }
    }
  })

  it('have the colours of the profile, as sRGB and without it', async () => {
    // The same colour said in Display P3 has other numbers than in sRGB.
    const srgb = { r: 200, g: 60, b: 40 }
    const plain = sharp({ create: { width: 64, height: 64, channels: 3, background: srgb } })
    const wide = await plain.clone().withIccProfile('p3').png().toBuffer()
    const stored = await sharp(wide, {}).keepIccProfile().raw().toBuffer()
    const { preview } = await makeRenditions(wide)
    expect([...stored.subarray(0, 3)]).not.toEqual([200, 60, 40])
    expectNear(await quadrantsOf(preview), Array(4).fill([200, 60, 40]), 3)
    expect((await sharp(preview).metadata()).icc).toBeUndefined()
  })

  it('of CMYK, grey, 16 bits and palettes are plain sRGB', async () => {
    const base = sharp({
      create: { width: 64, height: 64, channels: 3, background: { r: 120, g: 120, b: 120 } },
    })
    const deepRows = Buffer.alloc(64 * (1 + 64 * 6), 120)
    for (let y = 0; y < 64; y += 1) deepRows[y * (1 + 64 * 6)] = 0
    const files = [
      await base.clone().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer(),
      await base.clone().toColourspace('b-w').png().toBuffer(),
      await base.clone().png({ palette: true }).toBuffer(),
      png(64, 64, { header: ihdr(64, 64, 16, 2), rows: deepRows }),
    ]
    for (const file of files) {
      const { preview } = await makeRenditions(file)
      expect(await sharp(preview).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar' })
      // Ink without a profile means a guess at the press, some levels off; the others are exact.
      expectNear(await quadrantsOf(preview), Array(4).fill([120, 120, 120]), file === files[0] ? 15 : 0)
    }
  })

  it('hold nothing of what was hidden in the file', async () => {
    const SECRET = 'SECRET-PAYLOAD'
    const jpeg = await photo(700, 500)
      .jpeg()
      .withExif({ IFD0: { Artist: SECRET }, IFD3: { GPSLatitude: '52/1 30/1 0/1', GPSLatitudeRef: 'N' } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${SECRET}</a></x:xmpmeta>`)
      .toBuffer()
    const text = pngChunk('tEXt', Buffer.from(`Comment\0${SECRET}`))
    const hiding = [
      Buffer.concat([
        withJpegSegment(jpeg, 0xfe, Buffer.from(SECRET)),
        Buffer.from(`<script>${SECRET}</script>`),
      ]),
      Buffer.concat([png(60, 60, { extra: [text] }), Buffer.from(SECRET)]),
    ]
    for (const file of hiding) {
      expect(file.includes(SECRET)).toBe(true)
      const { thumb, preview } = await makeRenditions(file)
      for (const copy of [thumb, preview]) {
        expect(copy.includes(SECRET)).toBe(false)
        expect(await sharp(copy).metadata()).not.toHaveProperty('exif')
        expect(await sharp(copy).metadata()).not.toHaveProperty('xmp')
      }
    }
  })

  it('are not made of something that is no image', async () => {
    await expect(makeRenditions(Buffer.from('<svg/>'))).rejects.toMatchObject({ code: 'unsupported_format' })
    const cut = (await photo(400, 300).png().toBuffer()).subarray(0, -200)
    await expect(makeRenditions(cut)).rejects.toMatchObject({ code: 'corrupt_image' })
  })
})
