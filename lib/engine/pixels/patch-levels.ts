import type { Box, Mask, RgbaRaster } from '@/lib/images/raster'
import { ALPHA, DEPTH, type Field, type Level, SEEN } from './patch-match'

/** A sample of a raster as levels hold it: colours count for as much as they are seen. */
function sampleOf({ data }: RgbaRaster, pixel: number, channel: number): number {
  const alpha = data[pixel * 4 + 3]!
  return channel === ALPHA ? alpha : (data[pixel * 4 + channel]! * alpha) / 255
}

const blankLevel = (width: number, height: number): Level => ({
  width,
  height,
  image: new Float32Array(width * height * DEPTH),
  missing: new Uint8Array(width * height),
  barred: new Uint8Array(width * height),
})

/** A part of a picture as a level, without its texture. */
export function cutLevel(raster: RgbaRaster, hole: Mask, part: Box, bystanders: Mask | undefined): Level {
  const level = blankLevel(part.width, part.height)
  for (let y = 0, at = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++, at++) {
      const from = (part.y + y) * raster.width + part.x + x
      level.missing[at] = hole.data[from]! > 0 ? 1 : 0
      level.barred[at] = bystanders !== undefined && bystanders.data[from]! > 127 ? 1 : 0
      for (const channel of SEEN) level.image[at * DEPTH + channel] = sampleOf(raster, from, channel)
    }
  return level
}

/**
 * Half the size.
 * @param leastKnown a pixel is missing when fewer of its four are known
 */
export function halveLevel({ width, height, image, missing, barred }: Level, leastKnown: number): Level {
  const out = blankLevel(width >> 1, height >> 1)
  const four = [0, 1, width, width + 1]
  for (let y = 0, at = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++, at++) {
      const first = 2 * y * width + 2 * x
      let known = 0
      for (const step of four) {
        if (missing[first + step] === 0) known++
        if (barred[first + step] === 1) out.barred[at] = 1
      }
      out.missing[at] = known < leastKnown ? 1 : 0
      for (let channel = 0; channel < DEPTH; channel++) {
        let sum = 0
        for (const step of four)
          if (missing[first + step] === 0) sum += image[(first + step) * DEPTH + channel]!
        out.image[at * DEPTH + channel] = sum / Math.max(1, known)
      }
    }
  return out
}

/**
 * Puts what was found into the hole: each pixel is the one that its match stands for, moved by as much as the filling
 * moved it. So the picture stays sharp where the level is smaller.
 * @param shift how often the level was halved
 */
export function pasteLevel(
  raster: RgbaRaster,
  hole: Mask,
  level: Level,
  { match }: Field,
  part: Box,
  shift: number,
): RgbaRaster {
  const data = raster.data.slice()
  const within = (1 << shift) - 1
  const seen = new Float64Array(SEEN.length)
  for (let y = 0; y < part.height; y++)
    for (let x = 0; x < part.width; x++) {
      const to = (part.y + y) * raster.width + part.x + x
      if (hole.data[to]! === 0) continue
      const at = Math.min(level.height - 1, y >> shift) * level.width + Math.min(level.width - 1, x >> shift)
      const source = match[at]!
      const sourceX = part.x + ((source % level.width) << shift) + (x & within)
      const sourceY = part.y + (Math.floor(source / level.width) << shift) + (y & within)
      const like = sourceY * raster.width + sourceX
      for (const [place, channel] of SEEN.entries()) {
        const found = level.image[at * DEPTH + channel]!
        const moved = found - level.image[source * DEPTH + channel]!
        seen[place] = source < 0 ? found : sampleOf(raster, like, channel) + moved
      }
      putPixel(data, to, seen)
    }
  return { ...raster, data }
}

function putPixel(data: Uint8Array, pixel: number, seen: Float64Array): void {
  const alpha = toByte(seen[3]!)
  for (let channel = 0; channel < 3; channel++)
    data[pixel * 4 + channel] = alpha === 0 ? 0 : toByte((seen[channel]! * 255) / alpha)
  data[pixel * 4 + 3] = alpha
}

const toByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))
