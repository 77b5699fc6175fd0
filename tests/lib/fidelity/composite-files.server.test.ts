import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { compositeFiles, proveFiles } from '@/lib/fidelity/composite-files.server'
import { cropPixels } from '@/lib/fidelity/crop'
import type { Pixels } from '@/lib/fidelity/plane'
import { plainResize } from '@/lib/fidelity/transform'
import { createRandom } from '@/lib/images/pixels/random'
import type { Raster } from '@/lib/images/raster'
import { readPng, writePng } from './png-file'
import { loadPhoto, resized, samplePath, throughJpeg, withBox } from './samples'

const { signal } = new AbortController()
let p3: Buffer

beforeAll(async () => {
  const tagged = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withIccProfile('p3')
    .png()
    .toBuffer()
  p3 = (await sharp(tagged).metadata()).icc!
})

type Draw = () => number

function randomPixels(random: Draw, channels: Pixels['channels'], isDeep: boolean, most: number): Pixels {
  const [width, height] = [1 + Math.floor(random() * most), 1 + Math.floor(random() * most)]
  const length = width * height * channels
  const full = isDeep ? 65536 : 256
  // Half of the pictures are mostly empty: hidden colours, pure black and full white are where exactness breaks.
  const isSparse = random() < 0.5
  const value = () =>
    isSparse && random() < 0.5 ? (random() < 0.5 ? 0 : full - 1) : Math.floor(random() * full)
  const data = isDeep ? new Uint16Array(length) : new Uint8Array(length)
  return { width, height, channels, data: data.map(value) } as Pixels
}

/** Boxes, dots and soft values: anything that a brush can leave. */
function randomMask(random: Draw, { width, height }: Pixels): Pixels {
  const data = new Uint8Array(width * height)
  const kind = Math.floor(random() * 5)
  const [left, top] = [Math.floor(random() * width), Math.floor(random() * height)]
  for (let i = 0; i < data.length; i++) {
    const isInBox = i % width >= left && Math.floor(i / width) >= top
    data[i] = [0, 255, isInBox ? 255 : 0, random() < 0.3 ? 255 : 0, Math.floor(random() * 256)][kind]!
  }
  return { width, height, channels: 1, data }
}

/** The samples of a lossless file in the channels of the original, read by a decoder that is not the code under test. */
async function decode(
  bytes: Uint8Array,
  format: 'png' | 'webp',
  original: Pixels,
): Promise<(i: number) => number> {
  if (format === 'png') {
    const { pixels } = readPng(Buffer.from(bytes))
    expect([pixels.channels, pixels.data.BYTES_PER_ELEMENT]).toEqual([
      original.channels,
      original.data.BYTES_PER_ELEMENT,
    ])
    return (i) => pixels.data[i]!
  }
  const { data, info } = await sharp(bytes).keepIccProfile().raw().toBuffer({ resolveWithObject: true })
  const hasAlpha = original.channels % 2 === 0
  return (i) => {
    const [pixel, c] = [Math.floor(i / original.channels), i % original.channels]
    const isAlpha = hasAlpha && c === original.channels - 1
    if (isAlpha && info.channels === 3) return 255
    return data[pixel * info.channels + (isAlpha ? info.channels - 1 : c)]!
  }
}

async function countDiffering(seed: number): Promise<{ differing: number; outside: number }> {
  const random = createRandom(seed)
  const format = random() < 0.3 ? 'webp' : 'png'
  const isDeep = format === 'png' && random() < 0.5
  const channels = (1 + Math.floor(random() * 4)) as Pixels['channels']
  const original = randomPixels(random, channels, isDeep, 40)
  const result = randomPixels(
    random,
    (1 + Math.floor(random() * 4)) as Pixels['channels'],
    random() < 0.2,
    60,
  )
  const mask = randomMask(random, original)
  const profile = channels >= 3 && random() < 0.4 ? p3 : undefined
  const answer = await compositeFiles(signal, {
    original: writePng(original, profile),
    result: writePng(result),
    mask: writePng(mask),
    transform: {
      ...plainResize(original, result),
      shiftX: (random() - 0.5) * 8,
      rotationDeg: random() < 0.3 ? 1 : 0,
    },
    featherPx: Math.floor(random() * 6),
    format,
  })
  const sampleAt = await decode(answer.bytes, format, original)
  let [differing, outside] = [0, 0]
  for (let i = 0; i < original.data.length; i++) {
    if (mask.data[Math.floor(i / channels)] !== 0) continue
    outside++
    if (sampleAt(i) !== original.data[i]) differing++
  }
  if (profile && format === 'png')
    expect(readPng(Buffer.from(answer.bytes)).profile?.equals(profile)).toBe(true)
  if (profile && format === 'webp')
    expect((await sharp(answer.bytes).metadata()).icc?.equals(profile)).toBe(true)
  return { differing, outside }
}

describe('composite of files', () => {
  it.each(Array.from({ length: 10 }, (_, i) => i))(
    'keeps every sample outside the mask in 55 random pictures (part %i)',
    async (part) => {
      let outside = 0
      for (let seed = part * 55; seed < (part + 1) * 55; seed++) {
        const found = await countDiffering(seed)
        expect(found.differing, `seed ${seed}`).toBe(0)
        outside += found.outside
      }
      expect(outside).toBeGreaterThan(10_000)
    },
  )

  it('brings a small answer back at the full size of the photo, with only the edited area new', async () => {
    const photo = await loadPhoto('coffee', 1024)
    const painted = withBox(photo, { x: 600, y: 200, width: 200, height: 150 }, [0x20, 0xc0, 0x40])
    const edited = writePng(await throughJpeg(await resized(painted, { width: 640, height: 427 }), 90))
    const answer = await compositeFiles(signal, {
      original: samplePath('coffee'),
      result: edited,
      format: 'png',
      matchColour: true,
    })
    expect([answer.width, answer.height]).toEqual([1024, 683])
    const { pixels } = readPng(Buffer.from(answer.bytes))
    const middle = (275 * 1024 + 700) * 3
    expect(Math.abs(pixels.data[middle + 1]! - 0xc0)).toBeLessThan(12)
    expect(answer.keptShare).toBeGreaterThan(0.93)
    expect(answer.keptShare).toBeLessThan(0.96)
    const original = samplePath('coffee')
    const proof = await proveFiles(signal, { original, image: answer.bytes, mask: answer.mask })
    expect(proof).toEqual({ holds: true, originalHash: answer.keptHash, imageHash: answer.keptHash })
    pixels.data[0]! ^= 1
    expect((await proveFiles(signal, { original, image: writePng(pixels), mask: answer.mask })).holds).toBe(
      false,
    )
  })

  it('puts the answer to a part of the photo back into the whole', async () => {
    const photo = await loadPhoto('pagoda', 1024)
    const within = { x: 300, y: 200, width: 400, height: 300 }
    const painted = withBox(photo, { x: 450, y: 300, width: 80, height: 60 }, [255, 0, 170])
    const part = writePng(await resized(cropPixels(painted, within) as Raster, { width: 600, height: 450 }))
    const answer = await compositeFiles(signal, {
      original: samplePath('pagoda'),
      result: part,
      within,
      format: 'png',
    })
    const { pixels } = readPng(Buffer.from(answer.bytes))
    const at = (330 * 1024 + 490) * 3
    expect([...pixels.data.subarray(at, at + 3)]).toEqual([255, 0, 170])
    const mask = readPng(Buffer.from(answer.mask)).pixels
    const isInside = (i: number) => i % 1024 >= 300 && i % 1024 < 700 && i >= 200 * 1024 && i < 500 * 1024
    expect(mask.data.some((value, i) => value !== 0 && !isInside(i))).toBe(false)
  })

  it('takes colours into the profile of the original', async () => {
    const size = { width: 32, height: 32, channels: 3 as const }
    const original = writePng({ ...size, data: new Uint8Array(32 * 32 * 3).fill(128) }, p3)
    const red = new Uint8Array(32 * 32 * 3).map((_, i) => (i % 3 === 0 ? 255 : 0))
    const answer = await compositeFiles(signal, {
      original,
      result: writePng({ ...size, data: red }),
      mask: writePng({ ...size, channels: 1, data: new Uint8Array(32 * 32).fill(255) }),
      transform: plainResize(size, size),
      featherPx: 0,
      format: 'png',
    })
    const [r, g, b] = readPng(Buffer.from(answer.bytes)).pixels.data
    // The red of sRGB in Display P3 (CSS Color 4): 0.9175 0.2003 0.1387.
    expect([Math.abs(r! - 234) < 3, Math.abs(g! - 51) < 3, Math.abs(b! - 35) < 3]).toEqual([true, true, true])
  })

  it('turns a photo upright without changing a sample', async () => {
    const photo = await loadPhoto('cat', 64)
    const turned = await sharp(photo.data, { raw: photo }).png().withMetadata({ orientation: 6 }).toBuffer()
    const upright = await sharp(turned).autoOrient().raw().toBuffer({ resolveWithObject: true })
    const answer = await compositeFiles(signal, {
      original: turned,
      result: turned,
      mask: writePng({
        width: upright.info.width,
        height: upright.info.height,
        channels: 1,
        data: new Uint8Array(photo.data.length / 3),
      }),
      transform: plainResize(upright.info, upright.info),
      format: 'png',
    })
    const { pixels } = readPng(Buffer.from(answer.bytes))
    expect([pixels.width, pixels.height]).toEqual([photo.height, photo.width])
    expect(Buffer.from(pixels.data).equals(upright.data)).toBe(true)
  })

  it('refuses 16 bits in WebP and a part outside the photo', async () => {
    const deep = writePng({ width: 4, height: 4, channels: 3, data: new Uint16Array(48) })
    const mask = writePng({ width: 4, height: 4, channels: 1, data: new Uint8Array(16) })
    const transform = plainResize({ width: 4, height: 4 }, { width: 4, height: 4 })
    const request = { original: deep, result: deep, mask, transform }
    await expect(compositeFiles(signal, { ...request, format: 'webp' })).rejects.toMatchObject({
      code: 'setting_out_of_range',
    })
    const within = { x: 2, y: 0, width: 4, height: 4 }
    await expect(compositeFiles(signal, { ...request, within, format: 'png' })).rejects.toMatchObject({
      code: 'bad_request',
    })
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    const work = compositeFiles(
      controller.signal,
      { original: samplePath('cat'), result: samplePath('cat'), format: 'png' },
      () => controller.abort(),
    )
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
  })
})
