import sharp from 'sharp'
import { expect, it } from 'vitest'
import { openImage, openPixels } from '@/lib/images/sharp.server'
import { FOREIGN_FILES } from '../../support/image-corpus'

it('is not older than the release that closed the known holes', () => {
  const [major = 0, minor = 0, patch = 0] = (sharp.versions.sharp ?? '').split('.').map(Number)
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(35_003)
})

it.each(['gif', 'tiff', 'svg', 'pdf', 'ppm', 'vips', 'csv', 'hdr', 'fits'])(
  'has no decoder for %s',
  async (kind) => {
    await expect(openImage(FOREIGN_FILES[kind] ?? Buffer.alloc(0)).metadata()).rejects.toThrow()
  },
)

it('has no decoder for a real GIF or TIFF either', async () => {
  const pixels = openPixels(new Uint8Array(12), { width: 2, height: 2, channels: 3 })
  for (const format of ['gif', 'tiff'] as const) {
    await expect(openImage(await pixels.clone().toFormat(format).toBuffer()).metadata()).rejects.toThrow()
  }
})

it('keeps no decoded pictures in memory', () => {
  expect(sharp.cache().memory.max).toBe(0)
})
