import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { writePng } from '@/lib/images/formats/png-writer.server'
import type { RgbaRaster } from '@/lib/images/raster'

const { signal } = new AbortController()

/** Pixels with every kind of neighbour: smooth, noisy, flat, and the extremes side by side. */
function makeRaster(width: number, height: number, alphaOf: (at: number) => number): RgbaRaster {
  const data = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const noise = (x * 7919 + y * 104_729) % 251
    data.set([x % 256, y % 2 ? 255 : 0, x > width / 2 ? noise : 40, alphaOf(at)], at * 4)
  }
  return { width, height, channels: 4, data }
}

const readBack = async (png: Uint8Array) => {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data), channels: info.channels }
}

const withoutAlpha = ({ data }: RgbaRaster) => data.filter((_, at) => at % 4 !== 3)

describe('writePng', () => {
  it.each([
    ['a single pixel', 1, 1],
    ['a single column', 1, 700],
    ['a row wider than a strip', 140_000, 2],
    ['many strips, the last one short', 1_000, 401],
  ])('keeps every sample of %s', async (_, width, height) => {
    const raster = makeRaster(width, height, () => 255)
    const { data, channels } = await readBack(await writePng(signal, raster))
    expect(channels).toBe(3)
    expect(Buffer.compare(data, withoutAlpha(raster))).toBe(0)
  })

  it('keeps the colours under pixels that are see-through', async () => {
    const raster = makeRaster(300, 500, (at) => at % 256)
    const { data, channels } = await readBack(await writePng(signal, raster))
    expect(channels).toBe(4)
    expect(Buffer.compare(data, raster.data)).toBe(0)
  })

  it('writes the same bytes each time, without metadata', async () => {
    const raster = makeRaster(640, 480, () => 255)
    const first = await writePng(signal, raster)
    expect(Buffer.compare(await writePng(signal, raster), first)).toBe(0)
    expect(Object.keys(await sharp(first).metadata())).not.toContain('exif')
    expect(Buffer.from(first).includes('tEXt')).toBe(false)
  })

  it('packs a flat picture small', async () => {
    const flat: RgbaRaster = { width: 1_000, height: 1_000, channels: 4, data: new Uint8Array(4e6).fill(255) }
    expect((await writePng(signal, flat)).length).toBeLessThan(30_000)
  })

  it('stops when nobody wants it any more', async () => {
    const leaving = new AbortController()
    const writing = writePng(
      leaving.signal,
      makeRaster(1_000, 1_000, () => 255),
    )
    leaving.abort(new Error('left'))
    await expect(writing).rejects.toThrow('left')
  })
})
