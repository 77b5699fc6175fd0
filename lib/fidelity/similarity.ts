import type { Drift } from './drift'
import { createLabRow, readLab } from './oklab'
import type { Placement } from './placement'

const SIDE = 8
const MOST_WINDOWS = 40_000
/** Stabilisers of Wang et al., 2004, for a range of 1. */
const [C1, C2] = [0.01 ** 2, 0.03 ** 2]

/**
 * Structural similarity (Wang, Bovik, Sheikh and Simoncelli, 2004) of OKLab lightness in windows of 8 × 8 that lie
 * wholly outside the mask, drift taken out.
 * @returns the mean, −1 to 1; 1 when no such window exists.
 */
export function measureSimilarity({ original, aligned }: Placement, drift: Drift, mask: Uint8Array): number {
  const { width, height } = original
  const { cover } = aligned
  const step = Math.max(SIDE, Math.ceil(Math.sqrt((width * height) / MOST_WINDOWS)))
  const [before, after] = [createLabRow(SIDE * SIDE), createLabRow(SIDE * SIDE)]
  let [sum, count] = [0, 0]
  for (let y = 0; y + SIDE <= height; y += step)
    for (let x = 0; x + SIDE <= width; x += step) {
      const isOutside = everyRow((row) => {
        const start = (y + row) * width + x
        if (cover.from[y + row]! > x || cover.to[y + row]! < x + SIDE) return false
        for (let i = start; i < start + SIDE; i++) if (mask[i] !== 0) return false
        return true
      })
      if (!isOutside) continue
      for (let row = 0; row < SIDE; row++) {
        readLab(original, (y + row) * width + x, SIDE, before, row * SIDE)
        readLab(aligned.raster, (y + row) * width + x, SIDE, after, row * SIDE)
      }
      sum += windowSimilarity(before, after, drift)
      count++
    }
  return count === 0 ? 1 : sum / count
}

function everyRow(test: (row: number) => boolean): boolean {
  for (let row = 0; row < SIDE; row++) if (!test(row)) return false
  return true
}

type Lab = ReturnType<typeof createLabRow>

function windowSimilarity(before: Lab, after: Lab, { coefficients: [[c0, c1, c2, c3, c4]] }: Drift): number {
  const n = SIDE * SIDE
  let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const x = before.lightness[i]!
    const y = after.lightness[i]! - c0 - c1 * x - c2 * before.a[i]! - c3 * before.b[i]! - c4 * x * x
    sx += x
    sy += y
    sxx += x * x
    syy += y * y
    sxy += x * y
  }
  const [mx, my] = [sx / n, sy / n]
  const [vx, vy, vxy] = [sxx / n - mx * mx, syy / n - my * my, sxy / n - mx * my]
  return ((2 * mx * my + C1) * (2 * vxy + C2)) / ((mx * mx + my * my + C1) * (vx + vy + C2))
}
