import type { Size } from '@/lib/images/raster'
import type { Region } from './report-schema'

/** Where a box covers so much of the picture, its middle says nothing of where the region lies; surely not from `all` on. */
const BOX = { most: 0.6, all: 0.8 }
/** A region that fills less of its box is not where the middle of the box is. */
const LEAST_FILL = 0.6
/** With less of the picture's middle ninth in it, a region leaves the middle free. */
const FREE = 0.1

/**
 * Where a region lies, by the ninth of the picture that its middle is in: "Centre right", "Upper left", "Centre"; or,
 * where it reaches over most of the picture, "Round the edges" or "All over".
 */
export function nameRegion(region: Region, picture: Size): string {
  return nameSpread(region, picture) ?? nameNinth(region, picture)
}

function nameSpread({ width, height, areaShare, middleShare }: Region, picture: Size): string | undefined {
  const boxShare = (width * height) / (picture.width * picture.height)
  if (boxShare < BOX.most) return undefined
  if (middleShare !== undefined && middleShare < FREE) return 'Round the edges'
  return boxShare >= BOX.all || areaShare < LEAST_FILL * boxShare ? 'All over' : undefined
}

function nameNinth(region: Region, picture: Size): string {
  const third = (middle: number, length: number) => Math.min(2, Math.floor((3 * middle) / length))
  const column = third(region.x + region.width / 2, picture.width)
  const row = third(region.y + region.height / 2, picture.height)
  if (row === 1) return ['Centre left', 'Centre', 'Centre right'][column]!
  return `${row === 0 ? 'Upper' : 'Lower'} ${['left', 'centre', 'right'][column]}`
}
