import 'server-only'
import type { Box, RgbaRaster } from '@/lib/images/raster'
import { openPixels } from '@/lib/images/sharp.server'
import { resampleRgb } from './pictures.server'
import type { Runtime } from './runtime.server'

/** Pictures are worked on in squares: memory stays small. Their rims overlap, for the model sees 24 pixels far. */
const TILE_PX = 256
const RIM_PX = 24

/** The square itself and what the model is shown of its surroundings. */
function* tilesOf({ width, height }: RgbaRaster): Generator<{ core: Box; seen: Box }> {
  for (let y = 0; y < height; y += TILE_PX)
    for (let x = 0; x < width; x += TILE_PX) {
      const core = { x, y, width: Math.min(TILE_PX, width - x), height: Math.min(TILE_PX, height - y) }
      const left = Math.max(0, x - RIM_PX)
      const top = Math.max(0, y - RIM_PX)
      const right = Math.min(width, x + core.width + RIM_PX)
      const bottom = Math.min(height, y + core.height + RIM_PX)
      yield { core, seen: { x: left, y: top, width: right - left, height: bottom - top } }
    }
}

/** Enlarges by ESRGAN (slim), which was trained on 8-bit values as they are. Alpha is resampled. */
export async function enlargeRaster(
  signal: AbortSignal,
  runtime: Runtime,
  raster: RgbaRaster,
  factor: 2 | 4,
): Promise<RgbaRaster> {
  const width = raster.width * factor
  const height = raster.height * factor
  const data = await enlargeAlpha(raster, width, height)
  for (const { core, seen } of tilesOf(raster)) {
    const rgb = await resampleRgb(raster, seen, { part: seen })
    const area = seen.width * seen.height
    const input = new Float32Array(3 * area)
    for (let channel = 0; channel < 3; channel++)
      for (let i = 0; i < area; i++) input[channel * area + i] = rgb[i * 3 + channel]!
    const outputs = await runtime.run(signal, factor === 2 ? 'enlarge2' : 'enlarge4', {
      shape: [1, 3, seen.height, seen.width],
      data: input,
    })
    pasteTile(data, width, Object.values(outputs)[0]!.data, core, seen, factor)
  }
  return { width, height, channels: 4, data }
}

/** Pixels that are black and as see-through as they will be. */
async function enlargeAlpha(raster: RgbaRaster, width: number, height: number): Promise<Uint8Array> {
  const data = new Uint8Array(width * height * 4)
  const { data: alpha } = await openPixels(raster.data, raster)
    .extractChannel(3)
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  for (let i = 0; i < alpha.length; i++) data[i * 4 + 3] = alpha[i]!
  return data
}

function pasteTile(
  data: Uint8Array,
  width: number,
  tile: Float32Array,
  core: Box,
  seen: Box,
  factor: number,
): void {
  const stride = seen.width * factor
  const area = stride * seen.height * factor
  const [left, top] = [(core.x - seen.x) * factor, (core.y - seen.y) * factor]
  for (let y = 0; y < core.height * factor; y++)
    for (let x = 0; x < core.width * factor; x++) {
      const from = (top + y) * stride + left + x
      const at = ((core.y * factor + y) * width + core.x * factor + x) * 4
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = Math.min(255, Math.max(0, Math.round(tile[channel * area + from]!)))
    }
}
