import { beforeAll, expect, it } from 'vitest'
import { matchColour } from '@/lib/fidelity/colour-match'
import { composite } from '@/lib/fidelity/composite'
import { placeOnOriginal } from '@/lib/fidelity/placement'
import { plainResize } from '@/lib/fidelity/transform'
import type { Mask, Raster } from '@/lib/images/raster'
import { loadPhoto, withBox } from './samples'

let photo: Raster
beforeAll(async () => {
  photo = await loadPhoto('coffee')
})

const tinted = (raster: Raster): Raster => ({
  ...raster,
  data: raster.data.map((value, i) => Math.min(255, value * [0.9, 0.94, 0.85][i % 3]! + 10)),
})

const full = (raster: Raster): Mask => ({
  width: raster.width,
  height: raster.height,
  data: new Uint8Array(raster.width * raster.height).fill(255),
})

it('finds the colours of the original again, whatever was edited', () => {
  const edited = withBox(photo, { x: 0, y: 0, width: 250, height: 300 }, [250, 0, 250])
  const placed = placeOnOriginal(photo, tinted(edited), plainResize(photo, photo))
  const nothing = { ...full(photo), data: new Uint8Array(photo.width * photo.height) }
  const match = matchColour(placed, nothing)!
  ;[0.9, 0.94, 0.85].forEach((gain, c) => {
    expect(Math.abs(match.gain[c]! - 1 / gain)).toBeLessThan(0.03)
    expect(Math.abs(match.offset[c]! + 10 / 255 / gain)).toBeLessThan(0.015)
  })
  const made = composite(photo, tinted(photo), full(photo), {
    transform: plainResize(photo, photo),
    featherPx: 0,
    match,
  })
  const worst = made.image.data.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - photo.data[i]!)),
    0,
  )
  expect(worst).toBeLessThan(14)
})

it('tells nothing when nothing is kept', () => {
  const placed = placeOnOriginal(photo, photo, plainResize(photo, photo))
  expect(matchColour(placed, full(photo))).toBeUndefined()
})
