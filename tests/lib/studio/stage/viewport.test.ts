import { describe, expect, it } from 'vitest'
import { alignBySize, transformOf } from '@/lib/studio/stage/alignment'
import {
  anchorOf,
  FIT,
  fitScale,
  MAX_ZOOM,
  panBy,
  placementOf,
  type Scene,
  toPanePoint,
  toReferencePoint,
  type Viewport,
  zoomBy,
  zoomOf,
  zoomStep,
  zoomTo,
} from '@/lib/studio/stage/viewport'
import { zoomToBox } from '@/lib/studio/stage/zoom-to-box'

const frame = { width: 859, height: 716, clearBottom: 116 }
const scene = (change: Partial<Scene> = {}): Scene => ({
  frame,
  reference: { width: 1024, height: 693 },
  dpr: 1,
  ...change,
})
const middle = anchorOf(frame)

describe('Fit', () => {
  it('shows the whole picture and keeps clear of the composer', () => {
    for (const reference of [
      { width: 1024, height: 693 },
      { width: 600, height: 2400 },
      { width: 20_000, height: 1000 },
    ]) {
      const at = scene({ reference })
      const placement = placementOf(FIT, at)
      const corner = toPanePoint({ x: 0, y: 0 }, placement, frame)
      const end = toPanePoint({ x: reference.width, y: reference.height }, placement, frame)
      expect(corner.x).toBeGreaterThanOrEqual(0)
      expect(corner.y).toBeGreaterThanOrEqual(0)
      expect(end.x).toBeLessThanOrEqual(frame.width)
      expect(end.y).toBeLessThanOrEqual(frame.height - frame.clearBottom)
    }
  })

  it('magnifies a tiny picture no further than 1600 %', () => {
    const at = scene({ reference: { width: 16, height: 16 }, dpr: 2 })
    expect(zoomOf(fitScale(at), 2)).toBe(MAX_ZOOM)
  })
})

describe('a look at a box', () => {
  const lookAt = (box: { x: number; y: number; width: number; height: number }) =>
    placementOf(zoomToBox(box, scene()), scene())

  it('brings its middle to the middle of the free area, whole and with its surroundings', () => {
    const box = { x: 600, y: 200, width: 100, height: 50 }
    const placement = lookAt(box)
    expect(toPanePoint({ x: 650, y: 225 }, placement, frame)).toEqual(middle)
    expect(box.width * placement.scale).toBeCloseTo(0.6 * frame.width)
  })

  it('goes no further than 1600 %', () => {
    expect(lookAt({ x: 5, y: 5, width: 2, height: 1 }).scale).toBe(MAX_ZOOM)
  })
})

describe('zoom', () => {
  it('keeps the image point under the pointer', () => {
    const point = { x: 203, y: 141 }
    let viewport: Viewport = FIT
    const held = toReferencePoint(point, placementOf(viewport, scene()), frame)
    for (const factor of [1.3, 2.2, 0.7, 3]) {
      viewport = zoomBy(viewport, factor, point, scene())
      const now = toReferencePoint(point, placementOf(viewport, scene()), frame)
      expect(Math.hypot(now.x - held.x, now.y - held.y)).toBeLessThan(1e-6)
    }
  })

  it('stays between 25 % and 1600 % of device pixels', () => {
    for (const dpr of [1, 2, 3]) {
      const at = scene({ dpr, reference: { width: 900, height: 600 } })
      expect(zoomOf(placementOf(zoomTo(FIT, 99, middle, at), at).scale, dpr)).toBeCloseTo(16)
      expect(zoomOf(placementOf(zoomTo(FIT, 0.001, middle, at), at).scale, dpr)).toBeCloseTo(0.25)
    }
  })

  it('lets a panorama that fits below 25 % be seen whole', () => {
    const at = scene({ reference: { width: 20_000, height: 1000 } })
    const smallest = placementOf(zoomTo(FIT, 0.0001, middle, at), at)
    expect(smallest.scale).toBeCloseTo(fitScale(at))
    expect(smallest.scale).toBeLessThan(0.25)
  })

  it('steps through round stops in both directions', () => {
    const at = scene()
    const up = zoomStep(zoomTo(FIT, 1, middle, at), 1, at)
    expect(placementOf(up, at).scale).toBe(1.5)
    expect(placementOf(zoomStep(up, -1, at), at).scale).toBe(1)
    expect(placementOf(zoomStep(zoomTo(FIT, 16, middle, at), 1, at), at).scale).toBe(16)
  })
})

describe('pan', () => {
  it('moves the picture by exactly that many CSS px', () => {
    const at = scene()
    const before = zoomTo(FIT, 2, middle, at)
    const after = panBy(before, 30, -12, at)
    const point = { x: 500, y: 300 }
    const a = toPanePoint(point, placementOf(before, at), frame)
    const b = toPanePoint(point, placementOf(after, at), frame)
    expect([b.x - a.x, b.y - a.y]).toEqual([expect.closeTo(30), expect.closeTo(-12)])
  })

  it('never loses the picture', () => {
    const at = scene()
    const far = placementOf(panBy(zoomTo(FIT, 1, middle, at), 1e6, -1e6, at), at)
    expect(far.centre).toEqual({ x: 0, y: 693 })
  })
})

describe('linked panes', () => {
  const references = [
    { width: 1024, height: 693 },
    { width: 4000, height: 3000 },
    { width: 20_000, height: 1000 },
    { width: 16, height: 16 },
  ]
  const resizes = [0.5, 0.8203125, 1, 2, 3.7]
  const zooms = [0.25, 0.5, 1, 2, 5.3, 16]

  it('puts the same image point under the same pane point within 1 px at every size, zoom and device pixel ratio', () => {
    let worst = 0
    for (const reference of references)
      for (const resize of resizes)
        for (const dpr of [1, 2, 3])
          for (const zoom of zooms) {
            const at = scene({ reference, dpr })
            const picture = {
              width: Math.max(1, Math.round(reference.width * resize)),
              height: Math.max(1, Math.round(reference.height * resize)),
            }
            const placement = placementOf(zoomTo(FIT, zoom / dpr, { x: 317, y: 211 }, at), at)
            const own = transformOf(placement, alignBySize(reference, reference), at)
            const other = transformOf(placement, alignBySize(reference, picture), at)
            for (const share of [0, 0.31, 1]) {
              const x = own.x + reference.width * share * own.scaleX
              const y = own.y + reference.height * share * own.scaleY
              const otherX = other.x + picture.width * share * other.scaleX
              const otherY = other.y + picture.height * share * other.scaleY
              worst = Math.max(worst, Math.abs(x - otherX), Math.abs(y - otherY))
            }
          }
    expect(worst).toBeLessThan(0.01)
  })

  it('draws on whole device pixels at 100 %, so that nothing is blurred', () => {
    for (const dpr of [1, 2, 3]) {
      const at = scene({ dpr })
      const placement = placementOf(zoomTo(FIT, 1 / dpr, { x: 101, y: 67 }, at), at)
      const { x, scaleX } = transformOf(placement, alignBySize(at.reference, at.reference), at)
      expect(Math.abs(x * dpr - Math.round(x * dpr))).toBeLessThan(1e-6)
      expect(scaleX * dpr).toBeCloseTo(1)
    }
  })
})
