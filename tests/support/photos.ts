import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

export type Photo = { name: string; mimeType: string; buffer: Buffer }

/** The path of a photo that comes with the product. */
export const samplePath = (name: string) => path.resolve('public/samples', `${name}.jpg`)

export const samplePhoto = (name: string): Photo => ({
  name: `${name}.jpg`,
  mimeType: 'image/jpeg',
  buffer: readFileSync(samplePath(name)),
})

/** A real photo, scaled to a width; with `noise` each has pixels, and so bytes, of its own. */
export async function makePhoto(sample: string, name: string, widthPx: number, noise = 0): Promise<Photo> {
  const scaled = sharp(samplePath(sample)).resize(widthPx)
  const { data, info } = await scaled.raw().toBuffer({ resolveWithObject: true })
  // A linear congruential generator (Numerical Recipes): the same photo in every run.
  let state = createHash('sha256').update(name).digest().readUInt32LE()
  for (let at = 0; noise > 0 && at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    data[at] = Math.max(0, Math.min(255, data[at]! + (state >>> 24) * (noise / 255) - noise / 2))
  }
  const { width, height, channels } = info
  const buffer = await sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 90 }).toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

/** So many small photos of different bytes. */
export const makePhotos = (count: number, name: string): Promise<Photo[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) => makePhoto('cat', `${name}-${index + 1}.jpg`, 240, 8)),
  )
