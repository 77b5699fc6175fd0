import { beforeAll, describe, expect, it } from 'vitest'
import { changeKindOf, hasTellingRegions } from '@/lib/fidelity/change-kind'
import { cropPixels } from '@/lib/fidelity/crop'
import { describeReport } from '@/lib/fidelity/description'
import type { Pixels } from '@/lib/fidelity/plane'
import { compare } from '@/lib/fidelity/report'
import { fidelityReportSchema } from '@/lib/fidelity/report-schema'
import { createRandom } from '@/lib/images/pixels/random'
import type { Raster } from '@/lib/images/raster'
import { driftPhoto } from '../../../scripts/benchmarks/fidelity-cases'
import { flat, loadPhoto, mirrored, noise, resized, throughJpeg, turned, withBox } from './samples'

let photo: Raster
const box = { x: 300, y: 100, width: 90, height: 60 }

beforeAll(async () => {
  photo = await loadPhoto('coffee')
})

const transparent = (raster: Raster, seed: number): Raster => {
  const random = createRandom(seed)
  const data = new Uint8Array(raster.width * raster.height * 4).map((_, i) =>
    i % 4 === 3 ? 0 : random() * 256,
  )
  return { ...raster, channels: 4, data }
}

/** A photo moved onto a grey canvas that is so much wider and higher. */
function onto(photo: Raster, at: { x: number; y: number }, wider: number, higher: number): Raster {
  const [width, height] = [photo.width + wider, photo.height + higher]
  const data = new Uint8Array(width * height * photo.channels).fill(128)
  const start = Math.max(0, -at.x)
  for (let y = 0; y < photo.height; y++) {
    const row = photo.data.subarray(
      (y * photo.width + start) * photo.channels,
      (y + 1) * photo.width * photo.channels,
    )
    data.set(row, ((y + at.y) * width + at.x + start) * photo.channels)
  }
  return { ...photo, width, height, data }
}

describe('report', () => {
  it('has exactly the form that is stored', () => {
    const { report } = compare(photo, photo)
    expect(fidelityReportSchema.strict().parse(report)).toEqual(report)
    expect(Object.keys(report.alignment)).toHaveLength(8)
  })

  it('says that nothing changed between a picture and itself', () => {
    const { report } = compare(photo, photo)
    expect(report).toMatchObject({ keptShare: 1, regions: [], drift: { lightness: 0, a: 0, b: 0 } })
    expect(report.outside).toEqual({ p99Distance: 0, ssim: 1 })
    expect(describeReport(report, photo)).toMatchObject({
      kept: 'nothing changed',
      warnings: [],
      regions: [],
    })
  })

  it('names a changed region in original pixels, whatever the size of the result', async () => {
    const result = await resized(withBox(photo, box, [20, 200, 60]), { width: 768, height: 513 })
    const { report } = compare(photo, result)
    expect(report.regions).toHaveLength(1)
    const [region] = report.regions
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(Math.abs(region![side] - box[side])).toBeLessThanOrEqual(4)
    expect(region!.areaShare).toBeCloseTo((90 * 60) / (photo.width * photo.height), 2)
    expect(report.keptShare).toBeCloseTo(1 - region!.areaShare, 3)
  })

  it('tells a drift of all colours apart from the edit', () => {
    const result = withBox(driftPhoto(photo, createRandom(5)), box, [20, 200, 60])
    const { report } = compare(photo, result)
    expect(Math.hypot(report.drift.lightness, report.drift.a, report.drift.b)).toBeGreaterThan(0.004)
    expect(report.keptShare).toBeGreaterThan(0.95)
    expect(report.regions[0]!.x).toBeGreaterThan(box.x - 5)
  })

  it.each<[string, (value: number, channel: number) => number, RegExp]>([
    [
      'a little more contrast',
      (value) => (value - 118) * 1.06 + 118,
      /^The whole picture changed in tone.*contrast \+\d+ %.*; nothing else was touched\.$/,
    ],
    [
      'a little brighter',
      (value) => value * 0.96 + 10,
      /^The whole picture changed in tone \(lightness \+\d+ %.*\); nothing else was touched\.$/,
    ],
    [
      'a little warmer',
      (value, channel) => value + [8, 0, -8][channel]!,
      /colour \(.*warmer.*\); nothing else was touched\.$/,
    ],
  ])('does not call it unchanged when the whole picture became %s', (_, change, sentence) => {
    const data = photo.data.map((value, at) => Math.max(0, Math.min(255, Math.round(change(value, at % 3)))))
    const { report } = compare(photo, { ...photo, data })
    const { kept, sentences } = describeReport(report, photo)
    expect([changeKindOf(report), kept]).toEqual(['tone', 'only the tone changed'])
    expect(sentences[0]).toMatch(sentence)
  })

  it.each<[string, (value: number, at: number) => number]>([
    ['grain', (value, at) => value + ((Math.floor(at / 3) * 7919) % 81) - 40],
    [
      'half of its colour taken out, and warmth added',
      (value, at) => (value + 118) / 2 + [14, 4, -14][at % 3]!,
    ],
  ])('does not call it unchanged when it got %s', (_, change) => {
    const data = photo.data.map((value, at) => Math.max(0, Math.min(255, Math.round(change(value, at)))))
    const { report } = compare(photo, { ...photo, data })
    expect(changeKindOf(report)).not.toMatch(/unchanged|^regions$/)
    expect(describeReport(report, photo).sentences[0]).toMatch(/whole picture changed/)
  })

  it.each([90, 60, 45])('takes what JPEG at quality %i does for saving it again', async (quality) => {
    const { report } = compare(photo, await throughJpeg(photo, quality))
    expect(changeKindOf(report)).toBe('unchanged')
  })

  it('calls a photo that was only written again as JPEG unchanged, but not the same', async () => {
    const { report } = compare(photo, await throughJpeg(photo, 90))
    expect(changeKindOf(report)).toBe('unchanged')
    expect(describeReport(report, photo).sentences).toEqual([
      'Nothing changed that can be told from noise.',
      expect.stringMatching(/of the pixels are the original’s own; the others differ as finely as grain/),
    ])
  })

  it('counts the pixels that are the very same', () => {
    const { report } = compare(photo, withBox(photo, box, [20, 200, 60]))
    expect(report.exactShare).toBeCloseTo(1 - (90 * 60) / (photo.width * photo.height), 3)
    expect(describeReport(report, photo).sentences[0]).toMatch(/of the pixels are the original’s own/)
  })

  it('recognises nothing in the negative of a photo', () => {
    const inverted = { ...photo, data: photo.data.map((value) => 255 - value) }
    const { report } = compare(photo, inverted)
    expect(report.keptShare).toBeLessThan(0.1)
    expect([changeKindOf(report), hasTellingRegions(report)]).toEqual(['unplaced', false])
  })

  it('says of another photo that it was not recognised, and never what is to be expected of a style', async () => {
    const { report } = compare(photo, await loadPhoto('pagoda', 300))
    expect([changeKindOf(report), hasTellingRegions(report)]).toEqual(['unplaced', false])
    const { kept, warnings, sentences } = describeReport(report, photo)
    expect([kept, ...warnings, ...sentences]).toEqual([
      'not found on the original',
      'The result could not be placed on the original, so nothing can be proved.',
      'Either it shows something else, or all of it was drawn anew.',
    ])
  })

  it('does not count what the colours under transparent pixels do', () => {
    const { report } = compare(transparent(photo, 1), transparent(photo, 2))
    expect(report).toMatchObject({ keptShare: 1, regions: [] })
    expect(report.alignment.reliable).toBe(false)
  })

  it('sees a transparent result as changed', () => {
    expect(compare(photo, transparent(photo, 1)).report.keptShare).toBeLessThan(0.3)
  })

  it.each<[string, () => Pixels]>([
    ['flat', () => flat(photo, 200)],
    ['noise', () => noise(photo, 3)],
  ])('warns and rounds when the result is %s', (_, result) => {
    const { report, map } = compare(photo, result())
    expect(report.alignment.reliable).toBe(false)
    expect(report.keptShare).toBe(Number(report.keptShare.toFixed(2)))
    expect(report.keptShare).toBeLessThan(0.7)
    expect(Math.max(map.width, map.height)).toBe(256)
    expect(describeReport(report, photo).warnings).toHaveLength(1)
  })

  it.each<[string, () => Raster]>([
    ['only mirrored', () => mirrored(photo)],
    ['only turned', () => turned(photo)],
    ['only cropped', () => cropPixels(photo, { x: 200, y: 60, width: 190, height: 190 }) as Raster],
  ])('proves that a result was %s', (kept, result) => {
    const { report } = compare(photo, result())
    expect(report).toMatchObject({ keptShare: 1, exactShare: 1, regions: [] })
    expect(report.alignment.confidence).toBeGreaterThan(0.9)
    expect(describeReport(report, photo).kept).toBe(kept)
    expect(describeReport(report, photo).sentences).toHaveLength(1)
  })

  it.each<[string, () => Raster]>([
    ['room around it', () => onto(photo, { x: 80, y: 60 }, 160, 120)],
    ['two columns less and two others more', () => onto(photo, { x: -2, y: 0 }, 0, 0)],
  ])('never says of a photo with %s that nothing changed', (_, result) => {
    const { report } = compare(photo, result())
    expect(report.exactShare).toBe(1)
    expect(report.addedShare).toBeGreaterThan(0)
    expect(describeReport(report, photo).sentences[0]).not.toMatch(/^Nothing changed: every pixel/)
  })

  it('finds the edit in a mirrored crop, where it lies in the original', () => {
    const part = cropPixels(withBox(photo, box, [20, 200, 60]), { x: 150, y: 20, width: 300, height: 300 })
    const { report } = compare(photo, mirrored(part as Raster))
    expect(report.regions).toHaveLength(1)
    expect(Math.abs(report.regions[0]!.x - box.x)).toBeLessThanOrEqual(3)
    expect(report.shownShare).toBeCloseTo((300 * 300) / (photo.width * photo.height), 2)
    expect(report.keptShare).toBeCloseTo(1 - (90 * 60) / (300 * 300), 2)
  })

  it('tells two flat colours apart, and a flat colour from itself', () => {
    expect(compare(flat(photo, 90), flat(photo, 90)).report.keptShare).toBe(1)
    expect(compare(flat(photo, 90), flat(photo, 160)).report.keptShare).toBe(0)
  })

  it('compares a photo of 16 bits with a result of 8', async () => {
    const deep = { ...photo, data: Uint16Array.from(photo.data, (value) => value * 257) }
    expect(compare(deep, await throughJpeg(photo, 90)).report.keptShare).toBe(1)
  })

  it('is the same every time', async () => {
    const result = await throughJpeg(withBox(photo, box, [20, 200, 60]), 80)
    expect(compare(photo, result).report).toEqual(compare(photo, result).report)
  })
})
