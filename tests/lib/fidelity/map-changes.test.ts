import { describe, expect, it } from 'vitest'
import { mapChanges } from '@/lib/fidelity/map-changes'
import { placeOnOriginal } from '@/lib/fidelity/placement'
import { plainResize } from '@/lib/fidelity/transform'
import { createRandom } from '@/lib/images/pixels/random'
import type { Mask, Raster } from '@/lib/images/raster'
import { drawBlob, type EditKind, editPhoto } from '../../../scripts/benchmarks/fidelity-cases'
import { loadPhoto, throughJpeg } from './samples'

function mapOf(original: Raster, result: Raster) {
  const placed = placeOnOriginal(original, result, plainResize(original, result))
  return mapChanges(placed.original, placed.aligned)
}

function overlap(found: Mask, truth: Mask): number {
  let [both, either] = [0, 0]
  for (let i = 0; i < truth.data.length; i++) {
    const [a, b] = [found.data[i] !== 0, truth.data[i] !== 0]
    if (a && b) both++
    if (a || b) either++
  }
  return both / either
}

describe('mapChanges', () => {
  it.each(['cat', 'coffee', 'forest-stream', 'rocket-night', 'portrait-astronaut'])(
    'takes JPEG at quality 80 for noise: %s',
    async (name) => {
      const photo = await loadPhoto(name, 1024)
      expect(mapOf(photo, await throughJpeg(photo, 80)).keptShare).toBeGreaterThanOrEqual(0.995)
    },
  )

  it.each<[EditKind, number]>([
    ['recolour', 0.01],
    ['recolour', 0.5],
    ['paste', 0.001],
    ['paste', 0.2],
    ['removal', 0.05],
  ])('outlines a %s of a share of %f', async (kind, share) => {
    const random = createRandom(3)
    const [photo, other] = [await loadPhoto('fig-red-bowl', 1024), await loadPhoto('pagoda', 1024)]
    const truth = drawBlob(photo, share, random)
    const result = await throughJpeg(editPhoto(photo, truth, kind, other, random), 90)
    expect(overlap(mapOf(photo, result).mask, truth)).toBeGreaterThan(0.75)
  })

  it('compares only what both pictures show', async () => {
    const photo = await loadPhoto('coffee')
    const transform = { scaleX: 1, scaleY: 1, shiftX: 100, shiftY: 0, rotationDeg: 0 }
    const result = { ...photo, data: photo.data.slice() }
    for (let y = 0; y < photo.height; y++)
      result.data.copyWithin(y * photo.width * 3, (y * photo.width + 100) * 3, (y + 1) * photo.width * 3)
    const placed = placeOnOriginal(photo, { ...result }, transform)
    const map = mapChanges(placed.original, placed.aligned)
    expect(map.coveredPx).toBe((photo.width - 100) * photo.height)
    expect(map.areas.every((area) => area.x >= 100)).toBe(true)
    expect(map.keptShare).toBe(1)
  })
})
