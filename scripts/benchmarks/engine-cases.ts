import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { hueOf } from '@/lib/engine/colours'
import { type EditResult, runEdit } from '@/lib/engine/engine.server'
import { readOklab } from '@/lib/engine/pixels/oklab-at'
import { EngineRefusal } from '@/lib/engine/refusal'
import type { RgbaRaster, Size } from '@/lib/images/raster'
import type { GoldenCase } from '../../tests/golden/cases'
import { type Outline, outlines } from '../../tests/golden/outlines'

const signal = new AbortController().signal

export const readPhoto = (name: string): Buffer =>
  readFileSync(path.join(process.cwd(), 'public/samples', `${name}.jpg`))

export async function toRaster(bytes: Uint8Array): Promise<RgbaRaster> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 4, data: new Uint8Array(data) }
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The inside of outlines as one number for each pixel, 1 = inside; `air` widens it by a share of the longer side. */
export function fillOutlines({ width, height }: Size, shapes: readonly Outline[], air = 0): Uint8Array {
  const inside = new Uint8Array(width * height)
  for (const shape of shapes)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (isInside(shape, (x + 0.5) / width, (y + 0.5) / height)) inside[y * width + x] = 1
  return air > 0 ? widen(inside, width, height, Math.round(air * Math.max(width, height))) : inside
}

function isInside(shape: Outline, x: number, y: number): boolean {
  let is = false
  for (const [i, [x0, y0]] of shape.entries()) {
    const [x1, y1] = shape[(i + 1) % shape.length]!
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) is = !is
  }
  return is
}

function widen(inside: Uint8Array, width: number, height: number, reach: number): Uint8Array {
  const pass = (from: Uint8Array, stride: number, lines: number, length: number, step: number) => {
    const to = new Uint8Array(from.length)
    for (let line = 0; line < lines; line++)
      for (let i = 0; i < length; i++) {
        if (from[line * step + i * stride] === 0) continue
        for (let j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++)
          to[line * step + j * stride] = 1
      }
    return to
  }
  return pass(pass(inside, 1, height, width, width), width, width, height, 1)
}

export type Outcome = { ends: string; result?: EditResult }

export async function follow(photo: string, prompt: string): Promise<Outcome> {
  try {
    return { ends: 'done', result: await runEdit(signal, { image: readPhoto(photo), prompt, seed: 7 }) }
  } catch (error) {
    if (error instanceof EngineRefusal) return { ends: error.code }
    throw error
  }
}

/** What changed inside an outline. `change` = mean 100 × OKLab distance; `hue` = where the changed pixels' hues lie. */
export async function changedInside(
  photo: string,
  { within }: GoldenCase,
  edited: Uint8Array,
): Promise<{ change: number; hue: number }> {
  const [before, after] = [await toRaster(readPhoto(photo)), await toRaster(edited)]
  const inside = fillOutlines(before, outlines[within!]!, AIR)
  const [was, is] = [new Float64Array(3), new Float64Array(3)]
  let [count, change, a, b] = [0, 0, 0, 0]
  for (let i = 0; i < inside.length; i++) {
    if (!inside[i]) continue
    readOklab(before.data, i * 4, was)
    readOklab(after.data, i * 4, is)
    const away = 100 * Math.hypot(is[0]! - was[0]!, is[1]! - was[1]!, is[2]! - was[2]!)
    if (away < LEAST_SEEN) continue
    count++
    change += away
    a += is[1]!
    b += is[2]!
  }
  return { change: count === 0 ? 0 : change / count, hue: hueOf(a, b) }
}

/** 100 × OKLab distance that is just seen side by side. */
export const LEAST_SEEN = 2

/** Edges are drawn by hand: this much of the longer side beyond them still counts as inside. */
const AIR = 0.03

/** Share of what lies outside the outline that changed nevertheless, 0–1. */
export async function changedOutside(
  photo: string,
  { within }: GoldenCase,
  edited: Uint8Array,
): Promise<number> {
  const [before, after] = [await toRaster(readPhoto(photo)), await toRaster(edited)]
  const inside = fillOutlines(before, outlines[within!]!, AIR)
  let [outside, changed] = [0, 0]
  for (let i = 0; i < inside.length; i++) {
    if (inside[i]) continue
    outside++
    if ([0, 1, 2, 3].some((channel) => before.data[i * 4 + channel] !== after.data[i * 4 + channel]))
      changed++
  }
  return changed / Math.max(1, outside)
}
