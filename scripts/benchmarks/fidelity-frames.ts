import { compare } from '@/lib/fidelity/report'
import { cornerDistance, type Transform } from '@/lib/fidelity/transform'
import type { Raster, Size } from '@/lib/images/raster'
import { renderThrough } from './fidelity-cases'
import type { Row } from './row'

type Frame = { truth: Transform; size: Size }

const STILL: Transform = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0, rotationDeg: 0 }

/** A turn about the middle; the corners that would stay empty are cut off. */
function turnedBy({ width, height }: Size, rotationDeg: number): Frame {
  const angle = (rotationDeg * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const kept = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
  const size = { width: Math.floor(width * kept), height: Math.floor(height * kept) }
  const shiftX = width / 2 - (cos * size.width - sin * size.height) / 2
  const shiftY = height / 2 - (sin * size.width + cos * size.height) / 2
  return { truth: { ...STILL, rotationDeg, shiftX, shiftY }, size }
}

/** Results of which only the frame changed. */
function framesOf({ width, height }: Size): Frame[] {
  const half = { width: Math.round(width / 2), height: Math.round(height / 2) }
  return [
    { truth: { ...STILL, shiftX: Math.round(width / 5), shiftY: Math.round(height / 3) }, size: half },
    { truth: { ...STILL, rotationDeg: -90, shiftY: height }, size: { width: height, height: width } },
    { truth: { ...STILL, rotationDeg: 180, shiftX: width, shiftY: height }, size: { width, height } },
    { truth: { ...STILL, scaleX: -1, shiftX: width }, size: { width, height } },
    turnedBy({ width, height }, 12),
  ]
}

/** Crops, turns and mirrored photos of which nothing else changed: each must be found and proved kept. */
export function measureFrames(photos: readonly Raster[]): Row {
  const found = photos.flatMap((photo) =>
    framesOf(photo).map(({ truth, size }) => {
      const { report } = compare(photo, renderThrough(photo, truth, size, false))
      const isInPlace = report.alignment.reliable && cornerDistance(report.alignment, truth, size) < 0.5
      return isInPlace && report.keptShare > 0.99
    }),
  )
  return {
    name: 'share of crops, turns and mirrored photos not proved',
    value: found.filter((isProved) => !isProved).length / found.length,
    unit: '1',
    limit: 0.05,
  }
}
