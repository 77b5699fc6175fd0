import sharp, { type Sharp } from 'sharp'
import { expect, it } from 'vitest'
import { compositeFiles, proveFiles } from '@/lib/fidelity/composite-files.server'
import type { Transform } from '@/lib/fidelity/transform'
import { createRandom } from '@/lib/images/pixels/random'
import type { Size } from '@/lib/images/raster'
import { readPng, writePng } from './png-file'

/** What is outside the mask stays, sample for sample, in every kind of file that photos come in. */

const { signal } = new AbortController()
type Draw = () => number

/** Sides of one px, odd sides, and ordinary ones. */
const sideOf = (random: Draw): number => (random() < 0.3 ? 1 : 1 + 2 * Math.floor(random() * 16))

function drawn(random: Draw, { width, height }: Size, channels: 3 | 4): Sharp {
  const data = Uint8Array.from({ length: width * height * channels }, () =>
    random() < 0.3 ? (random() < 0.5 ? 0 : 255) : Math.floor(random() * 256),
  )
  return sharp(data, { raw: { width, height, channels } })
}

function deep(random: Draw, { width, height }: Size, channels: 3 | 4): Sharp {
  const data = Uint16Array.from({ length: width * height * channels }, () => Math.floor(random() * 65_536))
  return sharp(data, { raw: { width, height, channels } }).toColourspace('rgb16')
}

const KINDS: Record<string, (random: Draw, size: Size) => Sharp> = {
  'a PNG on its side': (random, size) =>
    drawn(random, size, 3)
      .png()
      .withMetadata({ orientation: 1 + Math.floor(random() * 8) }),
  'a JPEG on its side': (random, size) =>
    drawn(random, size, 3)
      .jpeg({ quality: 70 })
      .withMetadata({ orientation: 1 + Math.floor(random() * 8) }),
  'a CMYK JPEG': (random, size) => drawn(random, size, 3).toColourspace('cmyk').jpeg({ quality: 80 }),
  'a grey JPEG': (random, size) => drawn(random, size, 3).toColourspace('b-w').jpeg(),
  'a transparent WebP': (random, size) => drawn(random, size, 4).webp({ quality: 60 }),
  'a transparent lossless WebP on its side': (random, size) =>
    drawn(random, size, 4)
      .webp({ lossless: true, exact: true })
      .withMetadata({ orientation: 1 + Math.floor(random() * 8) }),
  'a PNG with a palette': (random, size) => drawn(random, size, 4).png({ palette: true, colours: 16 }),
  'a transparent PNG of 16 bits in rows out of order': (random, size) =>
    deep(random, size, 4).png({ progressive: true }),
  'a PNG of 16 bits with a wide gamut, on its side': (random, size) =>
    deep(random, size, 3)
      .withIccProfile('p3')
      .png()
      .withMetadata({ orientation: 1 + Math.floor(random() * 8) }),
  'a JPEG with a wide gamut': (random, size) => drawn(random, size, 3).withIccProfile('p3').jpeg(),
}

function placed(random: Draw): Transform {
  const within = (range: number) => (random() * 2 - 1) * range
  return {
    scaleX: (random() < 0.2 ? -1 : 1) * (1 + within(0.4)),
    scaleY: 1 + within(0.4),
    shiftX: within(9),
    shiftY: within(9),
    rotationDeg: random() < 0.5 ? within(3) : 90 * Math.floor(random() * 4),
  }
}

/** The samples as another reader finds them, upright and in the file's own colours; CMYK as sRGB, of which it has none. */
async function samplesOf(file: Uint8Array) {
  const { space, icc, depth } = await sharp(file).metadata()
  const isDeep = depth === 'ushort'
  const upright = sharp(file).autoOrient()
  const own = icc && space !== 'cmyk' ? upright.keepIccProfile() : upright
  const { data, info } = await own
    .toColourspace(isDeep ? 'rgb16' : 'srgb')
    .raw({ depth: isDeep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { ...info, data: isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data }
}

async function countDiffering(make: (random: Draw, size: Size) => Sharp, seed: number) {
  const random = createRandom(seed)
  const original = await make(random, { width: sideOf(random), height: sideOf(random) }).toBuffer()
  const before = await samplesOf(original)
  const { width, height, channels } = before
  const result = await drawn(random, { width: sideOf(random), height: sideOf(random) }, 4)
    .png()
    .toBuffer()
  const share = random()
  const mask = new Uint8Array(width * height).map(() => (random() < share ? Math.floor(random() * 256) : 0))
  const answer = await compositeFiles(signal, {
    original,
    result,
    mask: writePng({ width, height, channels: 1, data: mask }),
    transform: placed(random),
    featherPx: Math.floor(random() * 4),
    format: 'png',
  })
  const proof = await proveFiles(signal, { original, image: answer.bytes, mask: answer.mask })
  expect(proof.holds).toBe(true)
  const { pixels } = readPng(Buffer.from(answer.bytes))
  expect([pixels.width, pixels.height]).toEqual([width, height])
  let [differing, outside] = [0, 0]
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] !== 0) continue
    outside++
    for (let c = 0; c < channels; c++) {
      const isAlpha = channels % 2 === 0 && c === channels - 1
      const at = isAlpha ? pixels.channels - 1 : Math.min(c, pixels.channels - 1)
      if (pixels.data[pixel * pixels.channels + at] !== before.data[pixel * channels + c]) differing++
    }
  }
  return { differing, outside }
}

it.each(Object.entries(KINDS))('keeps every sample outside the mask of %s', async (_, make) => {
  let outside = 0
  for (let seed = 0; seed < 12; seed++) {
    const found = await countDiffering(make, seed)
    expect(found.differing, `seed ${seed}`).toBe(0)
    outside += found.outside
  }
  expect(outside).toBeGreaterThan(150)
})
