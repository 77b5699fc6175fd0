import 'server-only'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { RgbaRaster } from '@/lib/images/raster'
import { resampleRgb } from './pictures.server'
import { extendToEdges, resizePlane } from './plane'
import type { Runtime } from './runtime.server'

/** U²-Net (Qin et al., 2020): its input is a square of this side, normalised by ImageNet's means and deviations. */
const SIDE = 320
/** What stands out fades this near to the edge of the picture. */
const EDGE_PX = 3
const MEANS = [0.485, 0.456, 0.406]
const DEVIATIONS = [0.229, 0.224, 0.225]

/** How much each pixel stands out as the subject, 0–1, at the size of the picture. */
export async function findSalient(signal: AbortSignal, runtime: Runtime, raster: RgbaRaster): Promise<Plane> {
  const rgb = await resampleRgb(raster, { width: SIDE, height: SIDE }, { kernel: 'lanczos3' })
  const brightest = rgb.reduce((most, value) => Math.max(most, value), 1)
  const area = SIDE * SIDE
  const data = new Float32Array(3 * area)
  for (let at = 0; at < area; at++)
    for (let channel = 0; channel < 3; channel++)
      data[channel * area + at] =
        (rgb[at * 3 + channel]! / brightest - MEANS[channel]!) / DEVIATIONS[channel]!
  const outputs = await runtime.run(signal, 'subject', { shape: [1, 3, SIDE, SIDE], data })
  const raw = Object.values(outputs)[0]!.data
  const low = raw.reduce((least, value) => Math.min(least, value), Infinity)
  const high = raw.reduce((most, value) => Math.max(most, value), -Infinity)
  const plane = {
    width: SIDE,
    height: SIDE,
    data: Float32Array.from(raw, (value) => (value - low) / Math.max(1e-6, high - low)),
  }
  return resizePlane(extendToEdges(plane, EDGE_PX), raster)
}
