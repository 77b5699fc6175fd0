import { beforeAll, describe, expect, it } from 'vitest'
import { align, locate } from '@/lib/fidelity/align'
import { cropPixels } from '@/lib/fidelity/crop'
import { apply, cornerDistance, plainResize, type Transform, toAffine } from '@/lib/fidelity/transform'
import { warpRaster } from '@/lib/fidelity/warp'
import type { Raster, Size } from '@/lib/images/raster'
import { openPixels } from '@/lib/images/sharp.server'
import { flat, loadPhoto, mirrored, noise, resized, throughJpeg, turned, withBox } from './samples'

let photo: Raster
let other: Raster

beforeAll(async () => {
  photo = await loadPhoto('coffee')
  other = await loadPhoto('pagoda')
})

/** A result that lies where the transform says. */
const drawn = (raster: Raster, truth: Transform, size: Size): Raster =>
  warpRaster(raster, toAffine(truth), { x: 0, y: 0, ...size })

const edited = (raster: Raster) => withBox(raster, { x: 180, y: 60, width: 190, height: 200 }, [200, 30, 90])

describe('align', () => {
  it('says that the same picture lies exactly where it was', () => {
    const { residualPx, ...found } = align(photo, photo)
    expect(found).toMatchObject({
      scaleX: 1,
      scaleY: 1,
      shiftX: 0,
      shiftY: 0,
      rotationDeg: 0,
      reliable: true,
    })
    expect(found.confidence).toBeGreaterThan(0.95)
    expect(residualPx).toBeLessThan(0.02)
  })

  it.each([
    ['smaller', { width: 300, height: 201 }],
    ['larger', { width: 700, height: 470 }],
    ['another shape', { width: 500, height: 360 }],
    ['ten times smaller', { width: 51, height: 34 }],
  ])('aligns a result that was only resized by exactly that scaling: %s', async (_, size) => {
    const found = align(photo, await resized(edited(photo), size))
    expect(found).toMatchObject({ ...plainResize(photo, size), reliable: true })
  })

  it.each<[string, Transform, Size]>([
    [
      'shift',
      { scaleX: 1, scaleY: 1, shiftX: 21.4, shiftY: -12.7, rotationDeg: 0 },
      { width: 512, height: 342 },
    ],
    [
      'scale',
      { scaleX: 1.08, scaleY: 1.08, shiftX: -14, shiftY: -9, rotationDeg: 0 },
      { width: 512, height: 342 },
    ],
    [
      'stretch',
      { scaleX: 0.97, scaleY: 1.03, shiftX: 6, shiftY: -4, rotationDeg: 0 },
      { width: 512, height: 342 },
    ],
    ['turn', { scaleX: 1, scaleY: 1, shiftX: 3, shiftY: -4, rotationDeg: 0.8 }, { width: 512, height: 342 }],
    [
      'crop',
      { scaleX: 0.72, scaleY: 0.74, shiftX: 30, shiftY: 20, rotationDeg: 0 },
      { width: 640, height: 410 },
    ],
    [
      'letterbox',
      { scaleX: 0.853, scaleY: 0.853, shiftX: 0, shiftY: -85, rotationDeg: 0 },
      { width: 600, height: 600 },
    ],
  ])('finds a %s to half a pixel although a part was edited', (_, truth, size) => {
    const found = align(photo, drawn(edited(photo), truth, size))
    expect(cornerDistance(found, truth, size) / Math.min(truth.scaleX, truth.scaleY)).toBeLessThan(0.5)
    expect(found.reliable).toBe(true)
  })

  it('draws an enlarged result where the enlarging program put it, and reports the plain scaling', async () => {
    const size = { width: 1024, height: 684 }
    const { alignment, transform } = locate(photo, await resized(photo, size))
    expect(alignment).toMatchObject(plainResize(photo, size))
    expect(cornerDistance(transform, alignment, size)).toBeLessThan(0.5)
  })

  it('finds mirrored and turned results exactly', () => {
    const { width } = photo
    expect(align(photo, mirrored(photo))).toMatchObject({ scaleX: -1, shiftX: width, reliable: true })
    const still = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: photo.height, reliable: true }
    expect(align(photo, turned(photo))).toMatchObject({ ...still, rotationDeg: -90 })
    const both = turned(mirrored(edited(photo)))
    expect(align(photo, both)).toMatchObject({ scaleX: -1, shiftX: width, rotationDeg: 90, reliable: true })
  })

  it.each([
    ['a crop to a third of the sides', { x: 201, y: 143, width: 170, height: 114 }],
    ['a crop to a narrow strip', { x: 40, y: 0, width: 150, height: 342 }],
  ])('finds %s exactly', (_, box) => {
    const { x: shiftX, y: shiftY } = box
    const still = { scaleX: 1, scaleY: 1, rotationDeg: 0, reliable: true }
    expect(align(photo, cropPixels(photo, box))).toMatchObject({ ...still, shiftX, shiftY })
  })

  it.each([
    ['to a tenth of the sides, as it is', 0.1, 1],
    ['to a sixth of the sides, enlarged to the size of the photo', 0.16, 1 / 0.16],
  ])('finds a crop of a large photo %s', async (_, part, enlarged) => {
    const large = await loadPhoto('coffee', 1600)
    const [width, height] = [Math.round(large.width * part), Math.round(large.height * part)]
    const crop = cropPixels(large, { x: 1100, y: 700, width, height }) as Raster
    const size = { width: Math.round(width * enlarged), height: Math.round(height * enlarged) }
    const found = align(large, enlarged === 1 ? crop : await throughJpeg(await resized(crop, size), 90))
    const scale = width / size.width
    const truth = { scaleX: scale, scaleY: height / size.height, shiftX: 1100, shiftY: 700, rotationDeg: 0 }
    expect(found.reliable).toBe(true)
    expect(cornerDistance(found, truth, size)).toBeLessThan(0.5)
  })

  it.each([102, -78, 192])('finds a photo turned by %s° with its corners cut off', async (turn) => {
    const { data, info } = await openPixels(photo.data, photo)
      .rotate(turn)
      .raw()
      .toBuffer({ resolveWithObject: true })
    const [width, height] = [396, 264]
    const shape = turn === 192 ? { width, height } : { width: height, height: width }
    const middle = { x: (info.width - shape.width) >> 1, y: (info.height - shape.height) >> 1 }
    const whole = { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) } as const
    const { confidence, rotationDeg } = align(photo, cropPixels(whole, { ...middle, ...shape }))
    expect(confidence).toBeGreaterThan(0.5)
    const apart = (rotationDeg + turn) % 360
    expect(Math.min(Math.abs(apart), 360 - Math.abs(apart))).toBeLessThan(0.1)
  })

  it('is not misled by a large part that was copied within an edited picture', () => {
    const { width, height, data } = photo
    const copied = data.map((value, i) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)]
      const isCopy = x > 0.05 * width && x < 0.82 * width && y > 0.1 * height && y < 0.85 * height
      const from = ((y + Math.round(0.3 * height)) % height) * width + ((x + Math.round(0.3 * width)) % width)
      return isCopy ? data[from * 3 + (i % 3)]! : value
    })
    const truth = { scaleX: 1.06, scaleY: 1.06, shiftX: -12, shiftY: -8, rotationDeg: 0 }
    const found = align(photo, drawn({ ...photo, data: copied }, truth, photo))
    expect(cornerDistance(found, truth, photo)).toBeLessThan(2)
  })

  it('finds a crop that a model enlarged and edited', async () => {
    const changed = withBox(photo, { x: 220, y: 90, width: 110, height: 120 }, [200, 30, 90])
    const part = cropPixels(changed, { x: 150, y: 40, width: 240, height: 240 }) as Raster
    const size = { width: 480, height: 480 }
    const found = align(photo, await resized(part, size))
    const truth = { scaleX: 0.5, scaleY: 0.5, shiftX: 150, shiftY: 40, rotationDeg: 0 }
    expect(found.reliable).toBe(true)
    expect(cornerDistance(found, truth, size)).toBeLessThan(0.75)
  })

  it.each([
    [-7, { width: 434, height: 290 }],
    [2, { width: 487, height: 325 }],
    [30, { width: 316, height: 211 }],
  ])('finds a result turned by %s° with its corners cut off', (rotationDeg, size) => {
    const turn = { scaleX: 1, scaleY: 1, rotationDeg }
    const middle = apply(toAffine({ ...turn, shiftX: 0, shiftY: 0 }), size.width / 2, size.height / 2)
    const truth = { ...turn, shiftX: 256 - middle.x, shiftY: 171 - middle.y }
    const found = align(photo, drawn(photo, truth, size))
    expect(found.reliable).toBe(true)
    expect(cornerDistance(found, truth, size)).toBeLessThan(0.5)
  })

  it.each<[string, () => [Raster, Raster]]>([
    ['another photo', () => [photo, other]],
    ['a flat result', () => [photo, flat(photo, 90)]],
    ['a flat original', () => [flat(photo, 90), photo]],
    ['two flat pictures', () => [flat(photo, 90), flat(photo, 120)]],
    ['noise', () => [photo, noise(photo, 1)]],
    ['other noise', () => [noise(photo, 2), noise(photo, 1)]],
  ])('admits that it cannot align %s', (_, pair) => {
    const [original, result] = pair()
    const found = align(original, result)
    expect(found.reliable).toBe(false)
    expect(found.confidence).toBeLessThan(0.5)
    expect(found).toMatchObject(plainResize(original, result))
  })

  it('takes pictures of a single pixel', () => {
    const dot: Raster = { width: 1, height: 1, channels: 3, data: new Uint8Array([1, 2, 3]) }
    expect(align(dot, photo).reliable).toBe(false)
    expect(align(photo, dot).reliable).toBe(false)
  })

  it('finds the same again', () => {
    const result = drawn(
      edited(photo),
      { scaleX: 1.05, scaleY: 1.04, shiftX: 8, shiftY: 3, rotationDeg: 0.3 },
      photo,
    )
    expect(align(photo, result)).toEqual(align(photo, result))
  })
})
