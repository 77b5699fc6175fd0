import 'server-only'
import { AppError } from '@/lib/errors'
import { labelOfGrey } from '@/lib/images/pixels/label-grey'
import type { Mask } from '@/lib/images/raster'
import { runSteps } from './comparison.server'
import { compositing } from './composite'
import { type CompositeAnswer, hashOfFile, planComposite, readMask, shareOf } from './composite-files.server'
import { keptHash } from './kept-hash.server'
import { masksOfLabels } from './label-masks'
import { encodeGrey, encodeLossless, type LosslessFormat } from './lossless.server'
import { type Picture, readInSpaceOf, readPicture, type Source } from './picture.server'
import type { Pixels } from './plane'

export type PartsRequest = {
  original: Source
  /** In the order of their labels, from 1. */
  results: Source[]
  /** Greys that say which result is taken (`greyOfLabel`), black where none is; of any size. */
  labels: Source
  /** Width of the passages in px of the original, inside what is taken; without it such that suit each result's detail. */
  featherPx?: number
  matchColour?: boolean
  format: LosslessFormat
}

/** A passage that suits most results, for the seams between two of them. */
const SEAM_PX = 8

/**
 * Takes areas of several results over one original; every other sample stays the original's own, which is proved by
 * reading the written file again.
 * @throws AppError as `compositeFiles`
 */
export async function composeParts(
  signal: AbortSignal,
  request: PartsRequest,
  onProgress: (share: number) => void = () => {},
): Promise<CompositeAnswer> {
  const original = await readPicture(request.original)
  const { stored } = original
  const labels = await readLabels(request)
  const masks = masksOfLabels(
    labels,
    request.results.length,
    scaled(request.featherPx ?? SEAM_PX, labels, stored),
  )
  const taken: Mask = {
    width: stored.width,
    height: stored.height,
    data: new Uint8Array(stored.width * stored.height),
  }
  let image = stored
  let widestPx = 0
  for (const [index, result] of request.results.entries()) {
    const part = { ...request, result, mask: await encodeGrey(masks[index]!) }
    const made = await layPart(signal, part, original, image)
    image = made.image
    widestPx = Math.max(widestPx, made.featherPx)
    for (let i = 0; i < taken.data.length; i++) taken.data[i] = Math.max(taken.data[i]!, made.mask.data[i]!)
    onProgress((0.8 * (index + 1)) / request.results.length)
  }
  const bytes = await encodeLossless(image, request.format, original.profile)
  signal.throwIfAborted()
  const proof = keptHash(stored, taken)
  if ((await hashOfFile(bytes, taken, stored)) !== proof)
    throw new AppError('internal', 'The kept area could not be proved. Nothing was stored.')
  return {
    bytes,
    format: request.format,
    width: stored.width,
    height: stored.height,
    featherPx: widestPx,
    mask: await encodeGrey(taken),
    keptShare: shareOf(taken),
    keptHash: proof,
  }
}

async function readLabels({ labels, results }: PartsRequest): Promise<Mask> {
  const grey = await readMask(labels)
  return { ...grey, data: grey.data.map((value) => labelOfGrey(value, results.length)) }
}

/** From px of the original to px of the labels. */
const scaled = (px: number, labels: Mask, original: Pixels): number => (px * labels.width) / original.width

type Part = Pick<PartsRequest, 'original' | 'featherPx' | 'matchColour' | 'format'> & {
  result: Source
  mask: Source
}

async function layPart(signal: AbortSignal, part: Part, original: Picture, below: Pixels) {
  const result = await readPicture(part.result)
  const { width, height } = original.stored
  const box = { x: 0, y: 0, width, height }
  const plan = await planComposite(signal, part, { original, result }, box, () => {})
  const inSpace = original.profile ? await readInSpaceOf(part.result, original) : result.seen
  const made = await runSteps(signal, compositing(below, inSpace, plan.mask, plan), () => {})
  return { ...made, featherPx: plan.featherPx }
}
