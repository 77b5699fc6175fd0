import { expect, it } from 'vitest'
import { DISTANCE_STEP } from '@/lib/fidelity/distance-map'
import { proposeMask } from '@/lib/fidelity/keep-mask'
import { mapImage, regionImage } from '@/lib/fidelity/map-image'
import { compare } from '@/lib/fidelity/report'
import type { Mask } from '@/lib/images/raster'
import { loadPhoto, withBox } from './samples'

const boxes = [
  { x: 50, y: 60, width: 120, height: 90 },
  { x: 400, y: 250, width: 40, height: 30 },
] as const

it('numbers the regions as the report does and grows them a little', async () => {
  const photo = await loadPhoto('pagoda')
  const result = boxes.reduce((picture, box) => withBox(picture, box, [255, 0, 200]), photo)
  const { report, map } = compare(photo, result)
  const { width, data } = regionImage(map, 4)
  expect(report.regions).toHaveLength(2)
  expect([data[100 * width + 100], data[265 * width + 420], data[20 * width + 300]]).toEqual([1, 2, 0])
  expect([data[100 * width + 49], data[100 * width + 44]]).toEqual([1, 0])
})

it('grows regions by half the passage, as the mask of everything that changed is grown', async () => {
  const photo = await loadPhoto('pagoda')
  const { map } = compare(photo, withBox(photo, boxes[0], [255, 0, 200]))
  const sizeOf = ({ data }: Mask) => data.reduce((count, value) => count + (value === 0 ? 0 : 1), 0)
  for (const featherPx of [0, 2, 4, 8]) {
    const proposed = sizeOf(proposeMask(map, photo, featherPx))
    expect(Math.abs(sizeOf(regionImage(map, featherPx)) / proposed - 1)).toBeLessThan(0.005)
  }
})

it('keeps the largest distance when the map is shrunk', async () => {
  const photo = await loadPhoto('coffee')
  const result = withBox(photo, { x: 300, y: 200, width: 8, height: 8 }, [0, 255, 0])
  const { map } = compare(photo, result)
  const small = mapImage(map, 64)
  expect([small.width, small.height]).toEqual([64, 43])
  const at = Math.floor((204 * 43) / 342) * 64 + Math.floor((304 * 64) / 512)
  expect(small.data[at]! * DISTANCE_STEP).toBeGreaterThan(0.1)
  expect(small.data[0]).toBe(0)
})
