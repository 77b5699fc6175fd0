import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { type EditJob, runEdit } from '@/lib/engine/engine.server'
import { measureDifference } from '@/lib/engine/pixels/difference'
import { EngineRefusal } from '@/lib/engine/refusal'
import { engineTasks } from '@/lib/engine/tasks.server'
import { ENGINE_VERSION } from '@/lib/engine/version'
import type { RgbaRaster } from '@/lib/images/raster'
import {
  decodePng,
  encodeRaster,
  meanColourfulness,
  paintRaster,
  pixelAt,
  readSmallSample,
  signal,
} from './samples'

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let photo: Uint8Array
let original: RgbaRaster
beforeAll(async () => {
  photo = await readSmallSample('fig-red-bowl')
  original = await decodePng(photo)
})

const edit = (prompt: string, settings: Partial<EditJob> = {}) =>
  runEdit(signal, { image: photo, prompt, seed: 5, ...settings })

async function refusalOf(job: Promise<unknown>) {
  const error = await job.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof EngineRefusal)) throw new Error(`No refusal but ${error}`)
  return error.details
}

describe('the same recipe gives the same bytes', () => {
  test.each([
    'film grain',
    'vintage film',
    'hdr, sharpen',
    'pixel art',
    'comic',
    'resize to 50 %, rotate 3 degrees',
    "add text 'Hi'",
  ])('%s', async (prompt) => {
    const [first, second] = [await edit(prompt), await edit(prompt)]
    expect(hash(first.image)).toBe(hash(second.image))
    expect(first.version).toBe(ENGINE_VERSION)
  })

  test('and another seed gives other grain, but nothing else another look', async () => {
    const [one, two] = [await edit('film grain', { seed: 1 }), await edit('film grain', { seed: 2 })]
    expect(hash(one.image)).not.toBe(hash(two.image))
    const [three, four] = [await edit('sepia', { seed: 1 }), await edit('sepia', { seed: 2 })]
    expect(hash(three.image)).toBe(hash(four.image))
  })

  test('however many threads libvips uses', async () => {
    const threads = sharp.concurrency()
    sharp.concurrency(1)
    const one = await edit('resize to 70 %, blur')
    sharp.concurrency(4)
    const four = await edit('resize to 70 %, blur')
    sharp.concurrency(threads)
    expect(hash(one.image)).toBe(hash(four.image))
  })
})

test('seed -1 is drawn, told, and can be used again', async () => {
  const drawn = await edit('film grain', { seed: -1 })
  expect(drawn.seed).toBeGreaterThan(0)
  expect(drawn.plan.seed).toBe(drawn.seed)
  const again = await edit('film grain', { seed: drawn.seed })
  expect(hash(again.image)).toBe(hash(drawn.image))
})

describe('guidance scales strength and nothing else', () => {
  const GRADED = [
    'brighter',
    'more contrast',
    'warmer',
    'more saturation',
    'blur',
    'sharpen',
    'vignette',
    'film grain',
    'vintage',
    'sunset',
    'tint it blue',
  ]
  test.each(GRADED)('%s', async (prompt) => {
    const changes: number[] = []
    for (const guidance of [2, 5.5, 9]) {
      const { image, plan } = await edit(prompt, { guidance })
      expect(plan.ops).toHaveLength(1)
      changes.push(measureDifference(original, await decodePng(image)).mean)
    }
    expect(changes[0]).toBeLessThan(changes[1]!)
    expect(changes[1]).toBeLessThan(changes[2]!)
  })

  test('5.5 is exactly what is stated', async () => {
    const [neutral, byDefault] = [await edit('brighter', { guidance: 5.5 }), await edit('brighter by 20 %')]
    expect(hash(neutral.image)).toBe(hash(byDefault.image))
  })

  test('geometry and text stay as they are', async () => {
    for (const prompt of ['crop to a square', "add text 'A'", 'rotate left'])
      expect(hash((await edit(prompt, { guidance: 1 })).image)).toBe(
        hash((await edit(prompt, { guidance: 10 })).image),
      )
  })
})

describe('what comes out', () => {
  test('is a PNG without metadata or times', async () => {
    const tagged = await sharp(photo)
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .png()
      .toBuffer()
    const { image } = await edit('sepia', { image: tagged })
    const facts = await sharp(image).metadata()
    expect(facts).toMatchObject({ format: 'png', channels: 3, depth: 'uchar' })
    expect(facts.exif).toBeUndefined()
    expect(Buffer.from(image).includes('tIME')).toBe(false)
  })

  test('keeps the alpha of the input', async () => {
    const raster = paintRaster(20, 10, (x) => [200, 80, 40, x < 10 ? 0 : 128])
    const { image } = await edit('black and white', { image: await encodeRaster(raster) })
    const result = await decodePng(image)
    expect(pixelAt(result, 2, 2)[3]).toBe(0)
    expect(pixelAt(result, 15, 2)[3]).toBe(128)
  })

  test('stands upright when the photo was lying on its side', async () => {
    const lying = await sharp(photo).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { width, height } = await edit('sepia', { image: lying })
    expect({ width, height }).toEqual({ width: original.height, height: original.width })
  })

  test('16-bit, grey and CMYK files are understood', async () => {
    const files = [
      await sharp(photo).toColourspace('rgb16').png().toBuffer(),
      await sharp(photo).greyscale().png().toBuffer(),
      await sharp(photo).toColourspace('cmyk').jpeg().toBuffer(),
    ]
    for (const image of files) expect((await edit('invert', { image })).width).toBe(original.width)
  })
})

describe('size', () => {
  test('auto leaves it as the instruction makes it', async () => {
    expect(await edit('crop to a square', { size: 'auto' })).toMatchObject({ width: 135, height: 135 })
  })

  test('WxH crops from the centre to the ratio, then resizes, and never squeezes', async () => {
    const circle = paintRaster(300, 100, (x, y) =>
      Math.hypot(x - 150, y - 50) < 40 ? [0, 0, 0] : [255, 200, 0],
    )
    const { image, width, height } = await edit('sepia', {
      image: await encodeRaster(circle),
      size: '200x200',
    })
    expect({ width, height }).toEqual({ width: 200, height: 200 })
    const result = await decodePng(image)
    const dark = (x: number, y: number) => pixelAt(result, x, y)[0]! < 60
    expect([dark(100, 100), dark(100, 26), dark(26, 100), dark(100, 14), dark(14, 100)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

test('the watermark lies bottom right and can be read on black and on white', async () => {
  for (const level of [4, 250]) {
    const plain = await encodeRaster(paintRaster(600, 400, (x) => [level, level, x < 300 ? 40 : 200]))
    const bare = await decodePng((await edit('flip', { image: plain })).image)
    const marked = await decodePng((await edit('flip', { image: plain, watermark: true })).image)
    const touched: [number, number][] = []
    for (let y = 0; y < 400; y++)
      for (let x = 0; x < 600; x++)
        if (pixelAt(bare, x, y).join() !== pixelAt(marked, x, y).join()) touched.push([x, y])
    expect(Math.min(...touched.map(([x]) => x))).toBeGreaterThan(450)
    expect(Math.min(...touched.map(([, y]) => y))).toBeGreaterThan(360)
    const lights = touched.map(([x, y]) => pixelAt(marked, x, y)[0]!)
    expect(Math.max(...lights) - Math.min(...lights)).toBeGreaterThan(120)
  }
})

test('a picture too small for the mark still gets one that fits', async () => {
  const tiny = await encodeRaster(paintRaster(24, 16, (x) => [x * 8, 90, 30]))
  expect(await edit('flip', { image: tiny, watermark: true })).toMatchObject({ width: 24, height: 16 })
})

describe('refusals', () => {
  test('an instruction that cannot be followed', async () => {
    const details = await refusalOf(edit('black and white and add a hat'))
    expect(details).toMatchObject({ code: 'UNSUPPORTED_INSTRUCTION', clause: 'add a hat' })
    expect(details.canDo).toHaveLength(5)
  })

  test('a change that nobody can see', async () => {
    const grey = await encodeRaster(paintRaster(60, 40, (x) => [x * 4, x * 4, x * 4]))
    expect((await refusalOf(edit('black and white', { image: grey }))).code).toBe('NO_VISIBLE_CHANGE')
    const flat = await encodeRaster(paintRaster(60, 40, () => [90, 120, 60]))
    expect((await refusalOf(edit('blur', { image: flat }))).code).toBe('NO_VISIBLE_CHANGE')
    expect((await refusalOf(edit('sharpen', { image: flat }))).code).toBe('NO_VISIBLE_CHANGE')
  })

  test.each([
    ['forest-stream', 'TARGET_NOT_FOUND'],
    ['dogs-window', 'NO_VISIBLE_CHANGE'],
  ])('straightening what shows no lean: %s', async (name, code) => {
    const job = { image: await readSmallSample(name, 400), prompt: 'straighten the horizon', seed: 1 }
    const error = await runEdit(signal, job).catch((thrown) => thrown)
    expect(error.details).toMatchObject({ code, suggestions: ['straighten by 2 degrees'] })
  })

  test('a part that changes nothing is told, when another part does', async () => {
    const grey = await encodeRaster(paintRaster(60, 40, (x) => [x * 4, x * 4, x * 4]))
    const { notes } = await edit('black and white and brighter', { image: grey })
    expect(notes).toEqual(['No change can be seen from: make the picture black and white.'])
  })

  test('text on an even picture, and geometry, count as change', async () => {
    const flat = await encodeRaster(paintRaster(600, 400, () => [90, 120, 60]))
    expect((await edit("add text '.' tiny", { image: flat })).notes).toEqual([])
    expect((await edit('flip', { image: flat })).notes).toEqual([])
  })

  test('letters that the font does not have', async () => {
    const details = await refusalOf(edit("add text '漢'"))
    expect(details.code).toBe('UNSUPPORTED_INSTRUCTION')
    expect(details.message).toContain('“漢”')
    expect((await refusalOf(edit("add text 'ok 😀'"))).message).toContain('“😀”')
  })

  test('a crop larger than the picture', async () => {
    const details = await refusalOf(edit('crop to 4000x3000'))
    expect(details.message).toContain('200 × 135')
    expect(details.suggestions).toEqual(['resize to 4000x3000'])
  })

  test('bytes that are no picture, or half of one', async () => {
    expect((await refusalOf(edit('sepia', { image: new Uint8Array([1, 2, 3]) }))).code).toBe('INVALID_IMAGE')
    expect((await refusalOf(edit('sepia', { image: photo.subarray(0, photo.length / 2) }))).code).toBe(
      'INVALID_IMAGE',
    )
  })

  test('more than 50 megapixels, before they are decoded or made', async () => {
    const huge = await sharp({ create: { width: 10_000, height: 5001, channels: 3, background: '#888' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    expect((await refusalOf(edit('sepia', { image: huge }))).code).toBe('TOO_LARGE')
    expect((await refusalOf(edit('resize to 9000x9000'))).code).toBe('TOO_LARGE')
  })
})

test('an aborted edit stops with the reason of its signal', async () => {
  const controller = new AbortController()
  const running = runEdit(controller.signal, { image: photo, prompt: 'sepia, blur', seed: 1 }, () =>
    controller.abort(new Error('enough')),
  )
  await expect(running).rejects.toThrow('enough')
})

test('progress rises to 1', async () => {
  const shares: number[] = []
  await runEdit(signal, { image: photo, prompt: 'sepia, blur', seed: 1 }, (share) => shares.push(share))
  expect(shares).toEqual([0.25, 0.5, 0.75, 1])
})

test('the input is not changed', async () => {
  const before = hash(photo)
  await edit('invert')
  expect(hash(photo)).toBe(before)
})

test('the task for worker threads gives what structured cloning can carry', async () => {
  const result = await engineTasks['engine.edit'](signal, { image: photo, prompt: 'greyscale', seed: 3 })
  expect(structuredClone(result)).toEqual(result)
  expect(meanColourfulness(await decodePng(result.image))).toBe(0)
})

test('a mended typo is told in the notes', async () => {
  expect((await edit('sharpn')).notes).toEqual(['I read “sharpn” as “sharpen”.'])
})
