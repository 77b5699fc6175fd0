import type { Locator, Page } from '@playwright/test'
import sharp from 'sharp'

/** RGB, three bytes a pixel. */
export type Pixels = { width: number; height: number; data: Buffer }
type Box = { x: number; y: number; width: number; height: number }

/** The pixels of a file, scaled when a size is given. */
export async function readPixels(
  file: Buffer | string,
  size?: { width: number; height: number },
): Promise<Pixels> {
  const image = sharp(file).removeAlpha().toColourspace('srgb')
  if (size) image.resize(size.width, size.height, { fit: 'fill' })
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

/** What stands on the screen in a box of the page, in CSS px. */
export const seePixels = async (page: Page, clip: Box): Promise<Pixels> =>
  readPixels(await page.screenshot({ clip }))

/** The box of a thing on the page; it must be there. */
export async function boxOf(thing: Locator): Promise<Box> {
  const box = await thing.boundingBox()
  if (!box) throw new Error('This is not on the page.')
  return box
}

/** Of one byte of 0 to 255, over all pixels of two pictures of one size. */
export function meanDifference(a: Pixels, b: Pixels): number {
  if (a.data.length !== b.data.length) throw new Error('These pictures differ in size.')
  let sum = 0
  for (let at = 0; at < a.data.length; at++) sum += Math.abs(a.data[at]! - b.data[at]!)
  return sum / a.data.length
}

/** How far the channels of a pixel lie apart, on average: 0 is grey. */
export function meanColourfulness({ data }: Pixels): number {
  let sum = 0
  for (let at = 0; at < data.length; at += 3) {
    const pixel = [data[at]!, data[at + 1]!, data[at + 2]!]
    sum += Math.max(...pixel) - Math.min(...pixel)
  }
  return sum / (data.length / 3)
}

const lumaAt = ({ data, width }: Pixels, x: number, y: number) => {
  const at = (y * width + x) * 3
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
}

/** By how many px `b` must be moved to lie best on `a`, by their brightness; looked for within `reach`. */
export function findShift(a: Pixels, b: Pixels, reach = 4): { x: number; y: number } {
  let best = { x: 0, y: 0, difference: Number.POSITIVE_INFINITY }
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) {
      const difference = differenceAt(a, b, x, y, reach)
      if (difference < best.difference) best = { x, y, difference }
    }
  return { x: best.x, y: best.y }
}

function differenceAt(a: Pixels, b: Pixels, byX: number, byY: number, reach: number): number {
  let sum = 0
  for (let y = reach; y < a.height - reach; y++)
    for (let x = reach; x < a.width - reach; x++)
      sum += Math.abs(lumaAt(a, x, y) - lumaAt(b, x - byX, y - byY))
  return sum
}

/** How often the colour changes from one pixel to the next, in the row where it changes most. */
export function countSteps({ data, width, height }: Pixels): number {
  let most = 0
  for (let y = 0; y < height; y++) {
    let steps = 0
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * 3
      if (data.compare(data, at - 3, at, at, at + 3) !== 0) steps++
    }
    most = Math.max(most, steps)
  }
  return most
}

/** The smallest box, in px, outside of which two pictures of one size are the same. */
export function boxOfDifference(a: Pixels, b: Pixels) {
  const box = { left: a.width, top: a.height, right: 0, bottom: 0 }
  for (let at = 0; at < a.data.length; at++) {
    if (a.data[at] === b.data[at]) continue
    const pixel = Math.floor(at / 3)
    const [x, y] = [pixel % a.width, Math.floor(pixel / a.width)]
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}
