import type { Mask, Size } from '@/lib/images/raster'
import {
  type MaskDocument,
  type MaskStep,
  MOST_NUMBERED,
  type Stroke,
} from '@/lib/studio/masks/mask-document'
import type { Point } from '@/lib/studio/stage/viewport'

/** What a mask is drawn from. */
export type MaskGround = {
  original: Size
  /** The map of regions, grown by half a passage: 0 none, else the number of the region. Of any size. */
  regions: Mask
}

/** Draws a document at a size: 255 where the result is taken, 0 where the original is kept. */
export function drawMask(document: MaskDocument, ground: MaskGround, size: Size): Mask {
  const mask: Mask = { ...size, data: new Uint8Array(size.width * size.height) }
  markRegions(mask, ground.regions, document.start, 255)
  for (const step of document.done) drawStep(mask, step, ground)
  return mask
}

/** Draws one more step into a mask, in place. */
export function drawStep(mask: Mask, step: MaskStep, { original, regions }: MaskGround): void {
  if (step.kind === 'clear') mask.data.fill(0)
  else if (step.kind === 'invert')
    for (let i = 0; i < mask.data.length; i++) mask.data[i] = 255 - mask.data[i]!
  else if (step.kind === 'region') markRegions(mask, regions, [step.number], step.isTaken ? 255 : 0)
  else if (step.kind === 'shape') drawShape(mask, step.shape, step.isAdding ? 255 : 0)
  else drawStroke(mask, step, original)
}

function drawShape(mask: Mask, shape: Mask, value: number): void {
  const columns = Int32Array.from({ length: mask.width }, (_, x) =>
    Math.floor(((x + 0.5) * shape.width) / mask.width),
  )
  for (let y = 0, at = 0; y < mask.height; y++) {
    const row = Math.floor(((y + 0.5) * shape.height) / mask.height) * shape.width
    for (let x = 0; x < mask.width; x++, at++)
      if (shape.data[row + columns[x]!]! >= 128) mask.data[at] = value
  }
}

function markRegions(mask: Mask, regions: Mask, numbers: readonly number[], value: number): void {
  const isMarked = new Uint8Array(256)
  for (const number of numbers) isMarked[Math.min(number, MOST_NUMBERED)] = 1
  const columns = Int32Array.from({ length: mask.width }, (_, x) =>
    Math.floor(((x + 0.5) * regions.width) / mask.width),
  )
  for (let y = 0, at = 0; y < mask.height; y++) {
    const row = Math.floor(((y + 0.5) * regions.height) / mask.height) * regions.width
    for (let x = 0; x < mask.width; x++, at++) {
      if (isMarked[regions.data[row + columns[x]!]!] === 1) mask.data[at] = value
    }
  }
}

/** @param original the size in whose px the stroke is measured */
export function drawStroke(mask: Mask, { points, radiusPx, isAdding }: Stroke, original: Size): void {
  const scale = mask.width / original.width
  const [first, ...rest] = points.map(({ x, y }) => ({
    x: x * scale,
    y: y * (mask.height / original.height),
  }))
  // A brush smaller than a px still leaves a px behind.
  const radius = Math.max(radiusPx * scale, 0.5)
  let from = first
  if (from && rest.length === 0) drawCapsule(mask, from, from, radius, isAdding ? 255 : 0)
  for (const to of rest) {
    drawCapsule(mask, from!, to, radius, isAdding ? 255 : 0)
    from = to
  }
}

/** Every px whose middle is within the radius of the line. */
function drawCapsule(mask: Mask, from: Point, to: Point, radius: number, value: number): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const lengthSquare = dx * dx + dy * dy
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - radius))
  const right = Math.min(mask.width - 1, Math.ceil(Math.max(from.x, to.x) + radius))
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius))
  const bottom = Math.min(mask.height - 1, Math.ceil(Math.max(from.y, to.y) + radius))
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y]
      const along = lengthSquare === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquare))
      const [qx, qy] = [px - along * dx, py - along * dy]
      if (qx * qx + qy * qy <= radius * radius) mask.data[y * mask.width + x] = value
    }
}

/** The share of px that stay the original's, 0 to 1. */
export function keptShareOf({ data }: Mask): number {
  let kept = 0
  for (let i = 0; i < data.length; i++) if (data[i] === 0) kept++
  return kept / data.length
}
