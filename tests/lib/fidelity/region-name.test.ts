import { expect, it } from 'vitest'
import { nameRegion } from '@/lib/fidelity/region-name'
import { compare } from '@/lib/fidelity/report'
import { loadPhoto } from './samples'

const picture = { width: 900, height: 600 }
const region = { x: 0, y: 0, width: 900, height: 600, areaShare: 0.5, meanDistance: 0.1 }

it('names regions by the ninth of the picture in which they lie', () => {
  const at = (x: number, y: number) =>
    nameRegion({ ...region, x, y, width: 2, height: 2, areaShare: 0.000007 }, picture)
  expect([at(0, 0), at(450, 10), at(890, 300), at(450, 300), at(10, 590)]).toEqual([
    'Upper left',
    'Upper centre',
    'Centre right',
    'Centre',
    'Lower left',
  ])
})

it('does not call the centre what leaves it free, or reaches over all', () => {
  const name = (change: Partial<typeof region> & { middleShare?: number }) =>
    nameRegion({ ...region, ...change }, picture)
  expect(name({ middleShare: 0.02 })).toBe('Round the edges')
  expect(name({ middleShare: 0.02, areaShare: 0.75 })).toBe('Round the edges')
  expect(name({ middleShare: 0.5 })).toBe('All over')
  expect(name({ areaShare: 0.887, middleShare: 1 })).toBe('All over')
  expect(name({})).toBe('All over')
  const large = { x: 100, y: 50, width: 700, height: 500 }
  expect(name({ ...large, areaShare: 0.6, middleShare: 1 })).toBe('Centre')
  expect(name({ ...large, areaShare: 0.3, middleShare: 0.4 })).toBe('All over')
})

it('finds round the edges what was changed in a ring', async () => {
  const photo = await loadPhoto('coffee')
  const { width, height } = photo
  const isInside = (x: number, y: number) =>
    Math.abs(x / width - 0.5) < 0.3 && Math.abs(y / height - 0.5) < 0.3
  const data = photo.data.map((value, at) => {
    const pixel = Math.floor(at / 3)
    return isInside(pixel % width, Math.floor(pixel / width)) ? value : [30, 90, 210][at % 3]!
  })
  const { report } = compare(photo, { ...photo, data })
  expect(report.regions[0]!.middleShare).toBeLessThan(0.02)
  expect(nameRegion(report.regions[0]!, photo)).toBe('Round the edges')
})
