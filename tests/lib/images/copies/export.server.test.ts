import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { makeExport } from '@/lib/images/copies/export.server'
import { fromXmp } from '@/lib/images/formats/xmp'
import { ihdr, photo, png, pngChunk, quadrants } from '../../../support/image-corpus'

const FORMATS = ['png', 'jpeg', 'webp'] as const
const SECRET = 'SECRET-PAYLOAD'
const described = (image: Sharp) =>
  image
    .withExif({ IFD0: { Artist: SECRET }, IFD3: { GPSLatitude: '52/1 30/1 0/1', GPSLatitudeRef: 'N' } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${SECRET}</a></x:xmpmeta>`)
const stored = {
  png: await described(photo(120, 80, 4).png()).toBuffer(),
  jpeg: await described(photo(120, 80).jpeg({ progressive: true })).toBuffer(),
  webp: await described(photo(120, 80, 4).webp()).toBuffer(),
}
const pixelsOf = (bytes: Buffer) => sharp(bytes).raw().toBuffer()

describe.each(FORMATS)('a download of a stored %s', (from) => {
  it.each(FORMATS)('as %s is full size, without metadata, and the same each time', async (format) => {
    const copy = await makeExport(stored[from], { format, metadata: 'none' })
    const metadata = await sharp(copy).metadata()
    expect(metadata).toMatchObject({ format, width: 120, height: 80 })
    expect([metadata.exif, metadata.xmp, copy.includes(SECRET)]).toEqual([undefined, undefined, false])
    expect(Buffer.compare(copy, await makeExport(stored[from], { format, metadata: 'none' }))).toBe(0)
  })

  it('in its own format keeps every pixel, and every byte when metadata is kept', async () => {
    const bare = await makeExport(stored[from], { format: from, metadata: 'none' })
    expect(Buffer.compare(await pixelsOf(bare), await pixelsOf(stored[from]))).toBe(0)
    expect(
      Buffer.compare(await makeExport(stored[from], { format: from, metadata: 'keep' }), stored[from]),
    ).toBe(0)
  })

  it.each(FORMATS)('as %s can carry its recipe, and nothing else changes', async (format) => {
    const recipe = JSON.stringify({ prompt: 'make "it" <warmer> & søft 🌅', seed: 7 })
    const plain = await makeExport(stored[from], { format, metadata: 'none' })
    const copy = await makeExport(stored[from], { format, metadata: 'none', recipe })
    const { xmp } = await sharp(copy).metadata()
    expect(fromXmp(xmp?.toString('utf8') ?? '')).toBe(recipe)
    expect(Buffer.compare(await pixelsOf(copy), await pixelsOf(plain))).toBe(0)
  })

  it('carries its recipe also beside what the file says', async () => {
    const recipe = JSON.stringify({ prompt: 'warmer' })
    const { xmp, exif } = await sharp(
      await makeExport(stored[from], { format: from, metadata: 'keep', recipe }),
    ).metadata()
    expect([fromXmp(xmp?.toString('utf8') ?? ''), exif?.includes(SECRET)]).toEqual([recipe, true])
  })

  it.each(FORMATS)('as %s carries its recipe beside what the photographer says of it', async (format) => {
    const rights = '<dc:rights>© A. Photographer</dc:rights>'
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="uuid:1" xmlns:dc="http://purl.org/dc/elements/1.1/">${rights}</r:Description></r:RDF></x:xmpmeta>`
    const signed = await sharp(stored[from]).withXmp(packet).toFormat(from).toBuffer()
    const download = (bytes: Buffer, recipe: string) =>
      makeExport(bytes, { format, metadata: 'keep', recipe })
    const once = await download(signed, 'first')
    const again = await makeExport(once, { format, metadata: 'keep', recipe: 'second' })
    for (const [copy, recipe] of [
      [once, 'first'],
      [again, 'second'],
    ] as const) {
      const { xmp } = await sharp(copy).metadata()
      const text = xmp?.toString('utf8') ?? ''
      expect([fromXmp(text), text.includes(rights)]).toEqual([recipe, true])
      expect(text.match(/<afterimage:recipe>/g)).toHaveLength(1)
      expect(await pixelsOf(copy)).toEqual(await pixelsOf(once))
    }
  })

  it.each(['jpeg', 'webp'] as const)('as %s can be coded anew at a quality', async (format) => {
    const fine = await makeExport(stored[from], { format, metadata: 'none', quality: 90 })
    const rough = await makeExport(stored[from], { format, metadata: 'keep', quality: 10 })
    const { exif, width } = await sharp(rough).metadata()
    expect([width, exif?.includes(SECRET)]).toEqual([120, true])
    expect(await pixelsOf(rough)).not.toEqual(await pixelsOf(fine))
  })

  it('in another format can keep what the file says', async () => {
    const to = from === 'png' ? 'jpeg' : 'png'
    const { exif } = await sharp(await makeExport(stored[from], { format: to, metadata: 'keep' })).metadata()
    expect(exif?.includes(SECRET)).toBe(true)
  })
})

describe('a download', () => {
  it.each([2, 3, 4, 5, 6, 7, 8])('is upright for orientation %i', async (orientation) => {
    for (const from of FORMATS) {
      const copy = await makeExport(await quadrants(from, orientation), { format: 'png', metadata: 'none' })
      const { data } = await sharp(copy).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      const topLeft = [...data.subarray((16 * 96 + 24) * 3, (16 * 96 + 24) * 3 + 3)]
      expect(await sharp(copy).metadata()).toMatchObject({ width: 96, height: 64 })
      expect(Math.hypot((topLeft[0] ?? 0) - 255, topLeft[1] ?? 0, topLeft[2] ?? 0)).toBeLessThan(12)
    }
  })

  it('is sRGB when the stored file is not', async () => {
    const wide = await photo(64, 64).withIccProfile('p3').png().toBuffer()
    const { icc, space } = await sharp(await makeExport(wide, { format: 'png', metadata: 'none' })).metadata()
    expect([icc, space]).toEqual([undefined, 'srgb'])
  })

  it('keeps 16 bits in a PNG', async () => {
    const rows = Buffer.alloc(8 * (1 + 8 * 6), 3)
    for (let y = 0; y < 8; y += 1) rows[y * (1 + 8 * 6)] = 0
    const deep = png(8, 8, { header: ihdr(8, 8, 16, 2), rows })
    const copy = await makeExport(deep, { format: 'png', metadata: 'none', recipe: '{}' })
    expect((await sharp(copy).metadata()).depth).toBe('ushort')
  })

  it('as JPEG shows white where the picture is transparent', async () => {
    const clear = await sharp({
      create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    const copy = await makeExport(clear, { format: 'jpeg', metadata: 'none' })
    expect([...(await pixelsOf(copy)).subarray(0, 3)]).toEqual([255, 255, 255])
  })

  it('of an animation is its first frame', async () => {
    const frames = Buffer.concat([await photo(64, 48).raw().toBuffer(), Buffer.alloc(64 * 48 * 3)])
    const moving = await sharp(frames, { raw: { width: 64, height: 96, channels: 3, pageHeight: 48 } })
      .webp()
      .toBuffer()
    const copy = await makeExport(moving, { format: 'webp', metadata: 'none' })
    expect((await sharp(copy, { pages: -1 }).metadata()).pages ?? 1).toBe(1)
    const control = pngChunk('acTL', Buffer.from('0000000200000000', 'hex'))
    const still = await makeExport(png(8, 8, { extra: [control] }), { format: 'png', metadata: 'none' })
    expect(still.includes('acTL')).toBe(false)
  })

  it('is refused in a format that cannot hold its size', async () => {
    const long = await sharp({ create: { width: 16_384, height: 1, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    await expect(makeExport(long, { format: 'webp', metadata: 'none' })).rejects.toMatchObject({
      code: 'setting_out_of_range',
      message: expect.stringContaining('16383'),
    })
    await expect(makeExport(long, { format: 'jpeg', metadata: 'none' })).resolves.toBeDefined()
  })

  it('is refused when its recipe is longer than a JPEG can carry', async () => {
    const recipe = 'x'.repeat(70_000)
    await expect(makeExport(stored.jpeg, { format: 'jpeg', metadata: 'none', recipe })).rejects.toMatchObject(
      {
        code: 'setting_out_of_range',
      },
    )
    await expect(makeExport(stored.jpeg, { format: 'png', metadata: 'none', recipe })).resolves.toBeDefined()
  })
})
