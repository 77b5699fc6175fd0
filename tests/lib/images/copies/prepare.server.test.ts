import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { InputLimits } from '@/lib/images/copies/preparation'
import { prepareImage } from '@/lib/images/copies/prepare.server'
import { inspectImage } from '@/lib/images/ingest/inspect.server'

const LIMITS: InputLimits = { formats: ['jpeg', 'png'], maxBytes: 10_000_000, minRatio: 1 / 3, maxRatio: 3 }
const never = new AbortController().signal

const prepare = async (bytes: Buffer, limits: Partial<InputLimits> = {}) =>
  prepareImage(never, { bytes, facts: await inspectImage(bytes) }, { ...LIMITS, ...limits })

/** Red on the left, blue on the right. */
const halves = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#0000ff' } }).composite([
    { input: { create: { width: 30, height: 40, channels: 3, background: '#ff0000' } }, left: 0, top: 0 },
  ])

const colourAt = async (bytes: Uint8Array, x: number, y: number) => {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)]
}

describe('preparing a picture for a model', () => {
  it('sends what fits byte for byte', async () => {
    const bytes = await halves().jpeg().toBuffer()
    const prepared = await prepare(bytes)
    expect(Buffer.from(prepared.bytes).equals(bytes)).toBe(true)
    expect(prepared).toMatchObject({
      changes: [],
      sentHash: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  it('takes metadata out without touching the pixels', async () => {
    const bytes = await halves()
      .withExif({ IFD0: { Copyright: 'SECRET-PLACE' } })
      .jpeg()
      .toBuffer()
    const prepared = await prepare(bytes)
    expect(prepared.changes).toEqual(['metadata removed'])
    expect(Buffer.from(prepared.bytes).includes('SECRET-PLACE')).toBe(false)
    expect(await sharp(prepared.bytes).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer())
  })

  it('turns the picture upright once', async () => {
    const bytes = await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer()
    const prepared = await prepare(bytes)
    expect(prepared).toMatchObject({ width: 40, height: 60, changes: ['turned upright'] })
    const [red = 0, , blue = 0] = await colourAt(prepared.bytes, 20, 10)
    expect(red).toBeGreaterThan(200)
    expect(blue).toBeLessThan(60)
    expect((await sharp(prepared.bytes).metadata()).orientation ?? 1).toBe(1)
  })

  it('converts the format and keeps transparency', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const bytes = await sharp({ create: { width: 20, height: 20, channels: 4, background: clear } })
      .webp()
      .toBuffer()
    const prepared = await prepare(bytes)
    expect(prepared).toMatchObject({ format: 'png', changes: ['converted to PNG'] })
    expect((await sharp(prepared.bytes).metadata()).hasAlpha).toBe(true)
  })

  it('makes a heavy PNG small enough, first as JPEG, then by scaling', async () => {
    const noise = { raw: { width: 400, height: 400, channels: 3 as const } }
    const bytes = await sharp(randomBytes(400 * 400 * 3), noise)
      .png()
      .toBuffer()
    const compressed = await prepare(bytes, { maxBytes: 250_000 })
    expect(compressed).toMatchObject({ format: 'jpeg', width: 400, changes: ['converted to JPEG'] })
    const scaled = await prepare(bytes, { maxBytes: 50_000 })
    expect(scaled.bytes.length).toBeLessThanOrEqual(50_000)
    expect(scaled.width).toBeLessThan(400)
    expect(scaled.changes.at(-1)).toBe(`scaled to ${scaled.width} × ${scaled.height}`)
  })

  it('makes the same bytes of the same picture', async () => {
    const bytes = await halves().webp().toBuffer()
    expect((await prepare(bytes)).sentHash).toBe((await prepare(bytes)).sentHash)
  })

  it('stops when told', async () => {
    const bytes = await halves().webp().toBuffer()
    const stopped = prepareImage(AbortSignal.abort(), { bytes, facts: await inspectImage(bytes) }, LIMITS)
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('preparing a part of a picture', () => {
  it('cuts it out of the upright picture and says so', async () => {
    const bytes = await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer()
    const facts = await inspectImage(bytes)
    const within = { x: 5, y: 32, width: 30, height: 20 }
    const prepared = await prepareImage(never, { bytes, facts }, LIMITS, within)
    expect(prepared).toMatchObject({
      width: 30,
      height: 20,
      changes: ['cropped to 30 × 20', 'turned upright'],
    })
    const [red = 255, , blue = 0] = await colourAt(prepared.bytes, 15, 10)
    expect([red < 60, blue > 200]).toEqual([true, true])
  })

  it('scales the part, not the whole, to what the model takes', async () => {
    const bytes = await halves().png().toBuffer()
    const facts = await inspectImage(bytes)
    const within = { x: 20, y: 10, width: 20, height: 20 }
    const prepared = await prepareImage(never, { bytes, facts }, { ...LIMITS, maxSidePx: 10 }, within)
    expect(prepared).toMatchObject({ width: 10, height: 10, format: 'png' })
  })
})
