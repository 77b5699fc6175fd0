import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { hueDistance, hueOf } from '@/lib/engine/colours'
import { planEdit } from '@/lib/engine/engine'
import { runEdit } from '@/lib/engine/engine.server'
import { oklabOfHex } from '@/lib/engine/grammar/colour'
import { createRuntime } from '@/lib/engine/vision/runtime.server'
import { lookAt } from '@/lib/engine/vision/scene.server'
import { embedPicture } from '@/lib/engine/vision/segments.server'
import { findSalient } from '@/lib/engine/vision/subject.server'
import { createPixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { goldenCases } from '../../tests/golden/cases'
import { outlines } from '../../tests/golden/outlines'
import {
  changedInside,
  changedOutside,
  fillOutlines,
  follow,
  hashOf,
  LEAST_SEEN,
  readPhoto,
  toRaster,
} from './engine-cases'
import type { Row } from './row'

const signal = new AbortController().signal

/** Degrees; neighbours among the named colours lie some forty apart. */
const MOST_HUE_ERROR = 25

/** How far the subject may lie from its hand-drawn outline (1 − intersection over union). */
const SUBJECTS: Record<string, number> = {
  cat: 0.15,
  coffee: 0.1,
  dandelion: 0.15,
  'fig-red-bowl': 0.08,
  pagoda: 0.15,
  'portrait-astronaut': 0.12,
}

async function measureSubject(photo: string, limit: number): Promise<Row> {
  const scene = await lookAt(await toRaster(readPhoto(photo)))
  const subject = await scene.subject(signal)
  const drawn = fillOutlines(scene.size, outlines[photo]!)
  let [both, either] = [0, 0]
  for (let i = 0; i < drawn.length; i++) {
    const isFound = (subject?.mask.data[i] ?? 0) > 0.5
    if (isFound && drawn[i]) both++
    if (isFound || drawn[i]) either++
  }
  return { name: `subject of ${photo}, off its outline by`, value: 1 - both / either, unit: '1', limit }
}

async function measureCases(): Promise<Row[]> {
  let [followed, wrong, spilt, unseen, offHue] = [0, 0, 0, 0, 0]
  for (const { photo, cases } of goldenCases)
    for (const one of cases) {
      const { ends, result } = await follow(photo, one.prompt)
      followed++
      if (ends !== (one.ends ?? 'done')) {
        wrong++
        console.error(`${photo}: “${one.prompt}” ended with ${ends}`)
      }
      if (!result || !one.within) continue
      const changed = await changedOutside(photo, one, result.image)
      if (changed > 0.01)
        console.error(`${photo}: “${one.prompt}” changed ${changed.toFixed(4)} of what lies outside`)
      spilt = Math.max(spilt, changed)
      const { change, hue } = await changedInside(photo, one, result.image)
      if (change < LEAST_SEEN) unseen++
      if (!one.becomes) continue
      const [, a, b] = oklabOfHex(one.becomes)
      const off = hueDistance(hue, hueOf(a, b))
      if (off > MOST_HUE_ERROR)
        console.error(`${photo}: “${one.prompt}” became ${Math.round(off)}° another hue`)
      offHue = Math.max(offHue, off)
    }
  return [
    { name: 'golden instructions', value: followed, unit: '1' },
    { name: 'that did not end as they should', value: wrong, unit: '1', limit: 0 },
    { name: 'largest share changed beyond the drawn target', value: spilt, unit: '1', limit: 0.02 },
    { name: 'targets inside which no change is seen', value: unseen, unit: '1', limit: 0 },
    { name: 'painted hue off the one asked for, degrees', value: offHue, unit: '1', limit: MOST_HUE_ERROR },
  ]
}

const TWICE = [
  ['cat', "make the cat's eyes blue"],
  ['drum-wine-interior', 'remove the bottle'],
  ['coffee', 'remove the background'],
  ['portrait-astronaut', 'watercolour'],
] as const

async function measureDeterminism(): Promise<Row[]> {
  let different = 0
  for (const [photo, prompt] of TWICE) {
    const [one, two] = [await follow(photo, prompt), await follow(photo, prompt)]
    if (hashOf(one.result!.image) !== hashOf(two.result!.image)) different++
  }
  const raster = await toRaster(readPhoto('coffee'))
  const seen: string[] = []
  for (const threads of [1, 2]) {
    const runtime = createRuntime(threads)
    const salient = await findSalient(signal, runtime, raster)
    const { tensor } = await embedPicture(signal, runtime, raster)
    seen.push(
      hashOf(new Uint8Array(salient.data.buffer)) + hashOf(new Uint8Array(tensor.data.slice().buffer)),
    )
    await runtime.release()
  }
  return [
    { name: 'edits whose bytes differ when repeated', value: different, unit: '1', limit: 0 },
    {
      name: 'models that differ with one thread and two',
      value: seen[0] === seen[1] ? 0 : 1,
      unit: '1',
      limit: 0,
    },
  ]
}

/** The photo at 1 megapixel, with one pixel of its own: nothing that was found in it before can be used. */
async function freshPhoto(photo: string): Promise<Uint8Array> {
  const raster = await toRaster(
    await sharp(readPhoto(photo)).resize(1224, 817, { fit: 'fill' }).png().toBuffer(),
  )
  raster.data[0] = raster.data[0]! ^ 1
  return sharp(raster.data, { raw: raster }).png().toBuffer()
}

const TIMED = [
  ['subject effect', 'coffee', 'make the background black and white', 2500],
  ['colour target', 'fig-red-bowl', 'make the red bowl green', 3000],
  ["cat's eyes", 'cat', "make the cat's eyes blue", 6000],
  ['removal', 'drum-wine-interior', 'remove the bottle', 6000],
  ['upscale 2x', 'mountain-autumn', 'upscale 2x', 8000],
] as const

/** Warm: the models are loaded, the picture is new. The CPU time beside tells what an idle machine would need. */
async function measureTimes(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, photo, prompt, limit] of TIMED) {
    await follow(photo, prompt)
    const image = await freshPhoto(photo)
    const cpu = process.cpuUsage()
    const startMs = performance.now()
    await runEdit(signal, { image, prompt, seed: 7 })
    const tookMs = performance.now() - startMs
    const { user, system } = process.cpuUsage(cpu)
    rows.push({ name: `${name}, 1 MP, warm`, value: tookMs, unit: 'ms', limit })
    rows.push({ name: `${name}, time of one core`, value: (user + system) / 1000, unit: 'ms' })
  }
  return rows
}

function measureParsing(): Row {
  const prompts = goldenCases.flatMap(({ cases }) => cases.map(({ prompt }) => prompt))
  for (const prompt of prompts) planEdit({ prompt })
  const startMs = performance.now()
  for (const prompt of prompts) planEdit({ prompt })
  const value = (performance.now() - startMs) / prompts.length
  return { name: 'understanding an instruction, mean', value, unit: 'ms', limit: 5 }
}

const REST_MS = 62_000
const LARGE = { width: 8660, height: 5773 }

/** In a thread of the worker's pool, as in the product: the peak, and what is still held after a minute of rest. */
async function measureMemory(): Promise<Row[]> {
  const inUse = () => process.memoryUsage().rss / 2 ** 20
  const large = await sharp(readPhoto('coffee'))
    .resize({ ...LARGE, fit: 'fill' })
    .jpeg()
    .toBuffer()
  const before = inUse()
  const pool = createPixelPool({ entry: path.join(process.cwd(), 'dist/pixels.mjs'), size: 1 })
  const edit = (image: Uint8Array, prompt: string) =>
    pool.run(signal, 'engine.edit', { image, prompt, seed: 7 })
  for (const prompt of ['make the background black and white', 'upscale 2x'])
    await edit(await freshPhoto('coffee'), prompt)
  await edit(await freshPhoto('cat'), "make the cat's eyes blue")
  const usual = process.resourceUsage().maxRSS / 1024
  const startMs = performance.now()
  await edit(large, 'make the background black and white')
  const largeMs = performance.now() - startMs
  await setTimeout(REST_MS)
  const kept = inUse() - before
  await pool.close()
  return [
    { name: 'peak memory of the worker, 1 MP', value: usual, unit: 'MB', limit: 1200 },
    {
      name: 'peak memory of the worker, 50 MP',
      value: process.resourceUsage().maxRSS / 1024,
      unit: 'MB',
      limit: 1200,
    },
    { name: 'subject effect, 50 MP', value: largeMs, unit: 'ms' },
    { name: 'held after a minute of rest', value: Math.max(0, kept), unit: 'MB', limit: 150 },
  ]
}

/** The golden set of the local engine: is it followed, exactly, repeatably and in time? */
export async function measure(): Promise<Row[]> {
  const rows = [...(await measureMemory()), measureParsing(), ...(await measureTimes())]
  for (const [photo, limit] of Object.entries(SUBJECTS)) rows.push(await measureSubject(photo, limit))
  return [...rows, ...(await measureDeterminism()), ...(await measureCases())]
}
