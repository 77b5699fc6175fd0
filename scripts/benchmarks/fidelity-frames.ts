import { locate } from '@/lib/fidelity/align'
import { compare } from '@/lib/fidelity/report'
import { compose, cornerDistance, fromAffine, type Transform, toAffine } from '@/lib/fidelity/transform'
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

/** Frames that show little of the photo, or lie askew on their side: not each can be found, and none may be told wrongly. */
function farFramesOf({ width, height }: Size): Frame[] {
  const part = (share: number): Frame => ({
    truth: { ...STILL, shiftX: Math.round(0.55 * width), shiftY: Math.round(0.45 * height) },
    size: { width: Math.round(share * width), height: Math.round(share * height) },
  })
  const onItsSide = turnedBy({ width: height, height: width }, 12)
  const quarter: Transform = { ...STILL, rotationDeg: -90, shiftY: height }
  const askew = fromAffine(compose(toAffine(quarter), toAffine(onItsSide.truth)))
  return [part(0.18), part(0.12), { truth: askew, size: onItsSide.size }]
}

const outcomeOf = (photo: Raster, { truth, size }: Frame) => {
  const { report } = compare(photo, renderThrough(photo, truth, size, false))
  const { reliable } = report.alignment
  const isInPlace = reliable && cornerDistance(report.alignment, truth, size) < 0.5
  return { isProved: isInPlace && report.keptShare > 0.99, isWrong: reliable && !isInPlace }
}

const shareOf = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.filter(is).length / items.length

/** Crops, turns and mirrored photos of which nothing else changed: each must be found and proved kept. */
export function measureFrames(photos: readonly Raster[]): Row[] {
  const near = photos.flatMap((photo) => framesOf(photo).map((frame) => outcomeOf(photo, frame)))
  const far = photos.flatMap((photo) => farFramesOf(photo).map((frame) => outcomeOf(photo, frame)))
  return [
    {
      name: 'share of crops, turns and mirrored photos not proved',
      value: shareOf(near, ({ isProved }) => !isProved),
      unit: '1',
      limit: 0.05,
    },
    {
      name: 'share of small crops and slanted quarter turns not proved',
      value: shareOf(far, ({ isProved }) => !isProved),
      unit: '1',
    },
    { name: 'of these placed wrongly', value: shareOf(far, ({ isWrong }) => isWrong), unit: '1', limit: 0 },
  ]
}

/** Processor time of looking everywhere for a photo that is another one. */
export function measureLost(photo: Raster, other: Raster): Row {
  const times = [0, 1, 2].map(() => {
    const start = process.cpuUsage()
    locate(photo, other)
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return { name: 'a photo looked for in another, processor time', value: Math.min(...times), unit: 'ms' }
}
