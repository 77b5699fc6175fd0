import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { Size } from '@/lib/images/raster'
import { emptyPlane } from './plane'
import type { Point } from './vision'

/** Samples a pixel in each direction: edges of outlines get this many steps. */
const SAMPLES = 4

/** Where a closed outline crosses a line, from left to right. */
function crossings(outline: readonly Point[], y: number): number[] {
  const found: number[] = []
  for (const [i, from] of outline.entries()) {
    const to = outline[(i + 1) % outline.length]!
    if (from.y > y === to.y > y) continue
    found.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x))
  }
  return found.sort((a, b) => a - b)
}

/** The inside of closed outlines, 0–1 with smooth edges; where outlines overlap twice there is a hole (even-odd). */
export function fillOutline(size: Size, outline: readonly Point[]): Plane {
  const plane = emptyPlane(size)
  const [top, bottom] = [Math.min(...outline.map(({ y }) => y)), Math.max(...outline.map(({ y }) => y))]
  for (let y = Math.max(0, Math.floor(top)); y <= Math.min(size.height - 1, Math.ceil(bottom)); y++)
    for (let sample = 0; sample < SAMPLES; sample++) {
      const crossed = crossings(outline, y + (sample + 0.5) / SAMPLES)
      for (let i = 0; i + 1 < crossed.length; i += 2) paintSpan(plane, y, crossed[i]!, crossed[i + 1]!)
    }
  return plane
}

function paintSpan(plane: Plane, y: number, from: number, to: number): void {
  for (let x = Math.max(0, Math.floor(from)); x <= Math.min(plane.width - 1, Math.floor(to)); x++) {
    const covered = Math.min(to, x + 1) - Math.max(from, x)
    const at = y * plane.width + x
    plane.data[at] = Math.min(1, plane.data[at]! + Math.max(0, covered) / SAMPLES)
  }
}

/** A disc with a soft rim of `rimPx`. */
export function fillDisc(size: Size, { x, y }: Point, radius: number, rimPx: number): Plane {
  const plane = emptyPlane(size)
  const reach = Math.ceil(radius + rimPx)
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(size.height, y + reach); row++)
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column < Math.min(size.width, x + reach);
      column++
    ) {
      const away = Math.hypot(column + 0.5 - x, row + 0.5 - y)
      plane.data[row * size.width + column] = Math.min(1, Math.max(0, (radius + rimPx / 2 - away) / rimPx))
    }
  return plane
}
