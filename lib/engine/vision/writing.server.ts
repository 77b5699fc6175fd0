import 'server-only'
import type { Plane } from '@/lib/engine/pixels/gaussian'
import type { RgbaRaster } from '@/lib/images/raster'
import { resampleRgb } from './pictures.server'
import { resizePlane } from './plane'
import type { Runtime } from './runtime.server'

/** PP-OCRv4's detector (a DBNet: Liao et al., 2020) takes any size in steps of 32, blue first, normalised as ImageNet. */
const STEP = 32
const MEANS = [0.485, 0.456, 0.406]
const DEVIATIONS = [0.229, 0.224, 0.225]

const toSteps = (side: number): number => Math.max(STEP, Math.round(side / STEP) * STEP)

/** How likely each pixel lies in the core of a line of writing, 0–1, at the size of the picture. */
export async function findWriting(signal: AbortSignal, runtime: Runtime, raster: RgbaRaster): Promise<Plane> {
  const [width, height] = [toSteps(raster.width), toSteps(raster.height)]
  const rgb = await resampleRgb(raster, { width, height })
  const area = width * height
  const data = new Float32Array(3 * area)
  for (let channel = 0; channel < 3; channel++)
    for (let i = 0; i < area; i++)
      data[channel * area + i] = (rgb[i * 3 + 2 - channel]! / 255 - MEANS[channel]!) / DEVIATIONS[channel]!
  const outputs = await runtime.run(signal, 'writing', { shape: [1, 3, height, width], data })
  return resizePlane({ width, height, data: Object.values(outputs)[0]!.data }, raster)
}
