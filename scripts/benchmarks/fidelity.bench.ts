import path from 'node:path'
import { align, locate } from '@/lib/fidelity/align'
import { reportFiles } from '@/lib/fidelity/comparison.server'
import { compositeFiles } from '@/lib/fidelity/composite-files.server'
import { mapChanges } from '@/lib/fidelity/map-changes'
import { placeOnOriginal } from '@/lib/fidelity/placement'
import { cornerDistance, plainResize, type Transform } from '@/lib/fidelity/transform'
import { createRandom } from '@/lib/images/pixels/random'
import type { Raster, Size } from '@/lib/images/raster'
import { samples } from '@/lib/images/samples'
import { openImage, openPixels } from '@/lib/images/sharp.server'
import { type Case, drawBlob, type EditKind, editPhoto, type GeometryKind, makeCase } from './fidelity-cases'
import { measureFrames, measureLost } from './fidelity-frames'
import { median, type Row } from './row'

/** `FIDELITY_CASES=1` prints one line for each case on the standard error. */
const isVerbose = process.env.FIDELITY_CASES === '1'
const GEOMETRIES: GeometryKind[] = [
  'none',
  'resize',
  'shift',
  'scale',
  'stretch',
  'crop',
  'letterbox',
  'turn',
]
const EDITS: EditKind[] = ['recolour', 'blur', 'paste', 'removal']
const SHARES = [0.001, 0.01, 0.05, 0.2, 0.5]
const CASES_EACH = 26
const CASE_LONG_SIDE_PX = 640
const QUALITIES = [undefined, 85, 92]

async function load(file: string, longSidePx: number): Promise<Raster> {
  const { data, info } = await openImage(path.join('public/samples', file))
    .resize(longSidePx, longSidePx, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) }
}

async function throughJpeg(raster: Raster, quality: number): Promise<Raster> {
  const file = await openPixels(raster.data, raster).jpeg({ quality }).toBuffer()
  return { ...raster, data: new Uint8Array(await openImage(file).raw().toBuffer()) }
}

/** Intersection over union with the known mask, in the frame of the map, where both pictures show something. */
function overlapOf({ original, result, mask }: Case, transform: Transform): number {
  const placed = placeOnOriginal(original, result, transform)
  const map = mapChanges(placed.original, placed.aligned)
  let [both, either] = [0, 0]
  for (let y = 0; y < map.height; y++)
    for (let x = placed.aligned.cover.from[y]!; x < placed.aligned.cover.to[y]!; x++) {
      const row = Math.floor(((y + 0.5) * mask.height) / map.height)
      const truth = mask.data[row * mask.width + Math.floor(((x + 0.5) * mask.width) / map.width)] !== 0
      const found = map.mask.data[y * map.width + x] !== 0
      if (truth && found) both++
      if (truth || found) either++
    }
  return either === 0 ? 1 : both / either
}

type Outcome = { errorPx: number; confidence: number; overlap: number; edit: EditKind }

async function runCase(photos: Raster[], index: number): Promise<Outcome> {
  const geometry = GEOMETRIES[index % GEOMETRIES.length]!
  const round = Math.floor(index / GEOMETRIES.length)
  const edit = EDITS[round % EDITS.length]!
  // The shares of the map's bar, and now and then the largest edit that alignment must bear.
  const share = round % 10 === 9 ? 0.6 : SHARES[round % SHARES.length]!
  const at = (index * 5 + round) % photos.length
  const plan = { geometry, edit, share, hasDrift: round % 2 === 1, seed: 1000 + index }
  const made = makeCase(samples[at]!.id, photos[at]!, photos[(at + 3) % photos.length]!, plan)
  const quality = QUALITIES[index % QUALITIES.length]
  const given = quality ? { ...made, result: await throughJpeg(made.result, quality) } : made
  const { alignment: found, transform } = locate(given.original, given.result)
  const perResultPx = Math.min(made.truth.scaleX, made.truth.scaleY)
  const errorPx = cornerDistance(found, made.truth, made.result) / perResultPx
  const overlap = overlapOf(given, transform)
  if (isVerbose)
    console.error(
      `${errorPx.toFixed(3)} px, ${found.confidence.toFixed(2)}, IoU ${overlap.toFixed(3)}: ${made.name}`,
    )
  return { errorPx, confidence: found.confidence, overlap, edit }
}

async function measureCases(photos: Raster[]): Promise<Row[]> {
  const outcomes: Outcome[] = []
  for (let i = 0; i < CASES_EACH * GEOMETRIES.length; i++) outcomes.push(await runCase(photos, i))
  const share = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length / outcomes.length
  const overlapOfEdit = (edit: EditKind): Row => ({
    name: `median miss of the outline (1 − IoU), ${edit}`,
    value: 1 - median(outcomes.filter((outcome) => outcome.edit === edit).map(({ overlap }) => overlap)),
    unit: '1',
  })
  return [
    { name: 'known cases', value: outcomes.length, unit: '1' },
    {
      name: 'share aligned worse than 0.5 px',
      value: share(({ errorPx }) => errorPx >= 0.5),
      unit: '1',
      limit: 0.05,
    },
    {
      name: 'median alignment error in result px',
      value: median(outcomes.map(({ errorPx }) => errorPx)),
      unit: '1',
    },
    {
      name: 'share wrong by 2 px and believed',
      value: share(({ errorPx, confidence }) => errorPx > 2 && confidence > 0.5),
      unit: '1',
      limit: 0,
    },
    {
      name: 'median miss of the outline (1 − IoU)',
      value: 1 - median(outcomes.map(({ overlap }) => overlap)),
      unit: '1',
      limit: 0.15,
    },
    ...EDITS.map(overlapOfEdit),
  ]
}

/** Pairs that nobody can align: different photos, and each photo against a flat colour. */
function measureBadPairs(photos: Raster[]): Row {
  const believed = photos.filter((photo, i) => {
    const flat = { ...photo, data: new Uint8Array(photo.data.length).fill(120) }
    return align(photo, photos[(i + 1) % photos.length]!).reliable || align(photo, flat).reliable
  })
  return { name: 'unrelated pairs believed', value: believed.length, unit: '1', limit: 0 }
}

async function measureJpeg(photos: Raster[]): Promise<Row> {
  const changed: number[] = []
  for (const photo of photos) {
    const placed = placeOnOriginal(photo, await throughJpeg(photo, 80), plainResize(photo, photo))
    changed.push(1 - mapChanges(placed.original, placed.aligned).keptShare)
  }
  return { name: 'largest share that JPEG 80 changes', value: Math.max(...changed), unit: '1', limit: 0.005 }
}

async function enlarge(raster: Raster, { width, height }: Size): Promise<Raster> {
  const data = await openPixels(raster.data, raster).resize(width, height, { fit: 'fill' }).raw().toBuffer()
  return { width, height, channels: 3, data: new Uint8Array(data) }
}

async function editLarge(photo: Raster, size: Size): Promise<{ original: Raster; result: Raster }> {
  const random = createRandom(1)
  const edited = editPhoto(photo, drawBlob(photo, 0.2, random), 'recolour', photo, random)
  return { original: await enlarge(photo, size), result: await enlarge(edited, size) }
}

/** Processor time of one core for the map of a pair, best of some runs: neighbours on the machine do not count. */
async function measureMap(photo: Raster, size: Size, limit: number): Promise<Row> {
  const { original, result } = await editLarge(photo, size)
  const encoded = await throughJpeg(result, 90)
  const times: number[] = []
  for (let run = 0; run < 3; run++) {
    const start = process.cpuUsage()
    const placed = placeOnOriginal(original, encoded, plainResize(original, result))
    mapChanges(placed.original, placed.aligned)
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
  }
  const megapixels = Math.round((size.width * size.height) / 1e6)
  return {
    name: `map of a ${megapixels} MP pair, processor time`,
    value: Math.min(...times),
    unit: 'ms',
    limit,
  }
}

/** From the answer of a 1 MP model to the report, and from there to a 24 MP photo with only the edited area new. */
async function measureLargePhoto(photo: Raster): Promise<Row[]> {
  const { signal } = new AbortController()
  const { original, result } = await editLarge(photo, { width: 6000, height: 4000 })
  const small = await openPixels(result.data, result)
    .resize(1248, 832, { fit: 'fill' })
    .jpeg({ quality: 90 })
    .toBuffer()
  const file = await openPixels(original.data, original).jpeg({ quality: 92 }).toBuffer()
  const start = performance.now()
  const { regions, transform } = await reportFiles(signal, { original: file, result: small })
  const reported = performance.now()
  const mask = await openImage(regions).threshold(1).png().toBuffer()
  const request = { original: file, result: small, mask, transform, format: 'png' } as const
  const { keptShare } = await compositeFiles(signal, request)
  if (!(keptShare > 0.7 && keptShare < 0.85)) throw new Error(`The composite kept ${keptShare}.`)
  return [
    { name: '24 MP photo, 1 MP answer: report', value: reported - start, unit: 'ms' },
    {
      name: '24 MP photo, 1 MP answer: report and composite',
      value: performance.now() - start,
      unit: 'ms',
      limit: 10_000,
    },
  ]
}

/** The bars of the fidelity report, over made-up results of the sample photos of which the truth is known. */
export async function measure(): Promise<Row[]> {
  const photos = await Promise.all(samples.map(({ file }) => load(file, CASE_LONG_SIDE_PX)))
  const large = await load('coffee.jpg', 1024)
  const rows = [...(await measureCases(photos)), measureBadPairs(photos), await measureJpeg(photos)]
  rows.push(...measureFrames(photos), measureLost(photos[0]!, photos[1]!))
  rows.push(await measureMap(large, { width: 2450, height: 1633 }, 1000))
  rows.push(await measureMap(large, { width: 6000, height: 4000 }, 6000))
  const bytesPerPixel = (process.resourceUsage().maxRSS * 1024) / (6000 * 4000)
  rows.push({
    name: 'bytes a pixel at 24 MP, whole process at its peak',
    value: bytesPerPixel,
    unit: '1',
    limit: 40,
  })
  return [...rows, ...(await measureLargePhoto(large))]
}
