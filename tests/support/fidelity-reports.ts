import type { FidelityReport, Region } from '@/lib/fidelity/report-schema'
import type { Mask } from '@/lib/images/raster'
import type { ChangeMaps } from '@/lib/studio/slice'

/** Reports and maps as they come from the server, for tests of what the screen makes of them. */

const region = (x: number, y: number, width: number, height: number, areaShare: number): Region => ({
  x,
  y,
  width,
  height,
  areaShare,
  meanDistance: 0.263,
})

export const fidelityReport = (change: Partial<FidelityReport> = {}): FidelityReport => ({
  alignment: {
    scaleX: 2,
    scaleY: 2,
    shiftX: 0,
    shiftY: 0,
    rotationDeg: 0,
    residualPx: 0.1,
    confidence: 0.98,
    reliable: true,
  },
  keptShare: 0.9,
  shownShare: 1,
  addedShare: 0,
  exactShare: null,
  drift: { contrast: 0, saturation: 0, distance: 0, lightness: 0, a: 0, b: 0 },
  outside: { p99Distance: 0.004, ssim: 0.999 },
  regions: [region(600, 200, 240, 180, 0.07), region(0, 0, 60, 60, 0.006)],
  noiseFloor: 0.02,
  version: 1,
  ...change,
})

/** A map of 90 × 60 px over a photo of 900 × 600, with those two regions. */
export const regionMap = (): Mask => {
  const mask = { width: 90, height: 60, data: new Uint8Array(90 * 60) }
  for (const [index, { x, y, width, height }] of fidelityReport().regions.entries())
    for (let row = y / 10; row < (y + height) / 10; row++)
      mask.data.fill(index + 1, row * 90 + x / 10, row * 90 + (x + width) / 10)
  return mask
}

export const changeMapsOf = (change: Partial<ChangeMaps> = {}): ChangeMaps => ({
  readMap: async (_signal, _editId, kind) => {
    const regions = regionMap()
    return kind === 'regions'
      ? regions
      : { ...regions, data: regions.data.map((number) => (number ? 130 : 0)) }
  },
  readMask: async () => ({ width: 2, height: 2, data: new Uint8Array([0, 255, 255, 255]) }),
  drawFile: async () => new Blob(['mask'], { type: 'image/png' }),
  ...change,
})
