import 'server-only'
import { AppError } from '@/lib/errors'
import type { Box, Mask, Size } from '@/lib/images/raster'
import { matchColour } from './colour-match'
import { runSteps } from './comparison.server'
import { type CompositeOptions, compositing } from './composite'
import { cropPixels, widenMask, widenTransform } from './crop'
import { suggestFeather } from './feather'
import { fitMask, growMask, proposeMask } from './keep-mask'
import { keptHash } from './kept-hash.server'
import { encodeGrey, encodeLossless, type LosslessFormat } from './lossless.server'
import { type Picture, readInSpaceOf, readPicture, type Source } from './picture.server'
import type { Pixels } from './plane'
import { type Comparison, comparing } from './report'
import type { Transform } from './transform'

export type CompositeRequest = {
  original: Source
  result: Source
  /** A picture whose brightness says what to take from the result (255); of any size. Without it: everything that changed. */
  mask?: Source
  /** Where the result lies, when that is known (`ReportAnswer.transform`): spares the comparison if a mask is given too. */
  transform?: Transform
  /** The part of the original that was sent to the model, in its pixels: the result is an answer to that part only. */
  within?: Box
  /** Width of the passage in original pixels, inside the mask; without it one that suits the result's detail. */
  featherPx?: number
  matchColour?: boolean
  /** The mask grows by the passage, which then lies around what it shows instead of within. */
  growsByFeather?: boolean
  /** How much further it grows, as a share of the original's longer side: so far around it pixels were changed. */
  reach?: number
  format: LosslessFormat
}

export type CompositeAnswer = {
  bytes: Uint8Array
  format: LosslessFormat
  width: number
  height: number
  featherPx: number
  /** Grey PNG at the original's size: 0 = taken from the original, 255 = from the result, between = feather. */
  mask: Uint8Array
  /** Share of pixels whose samples are the original's own, 0–1. */
  keptShare: number
  /** See `keptHash`; computed of the written file and equal to that of the original. */
  keptHash: string
}

/**
 * Keeps everything outside the mask exactly as it was, at the original's size, depth and profile, and proves it by
 * reading the written file again.
 * @throws AppError as `readPicture`; `setting_out_of_range` when WebP cannot hold the picture; `bad_request` for a part
 *   outside the original; `internal` when the proof fails; the signal's reason
 */
export async function compositeFiles(
  signal: AbortSignal,
  request: CompositeRequest,
  onProgress: (share: number) => void = () => {},
): Promise<CompositeAnswer> {
  const pair = { original: await readPicture(request.original), result: await readPicture(request.result) }
  onProgress(0.1)
  const box = partOf(pair.original.stored, request.within)
  const plan = await planComposite(signal, request, pair, box, onProgress)
  return makeComposite(signal, request, pair, plan, (share) => onProgress(0.5 + 0.5 * share))
}

/** The same for a whole picture that was compared already. */
export function compositeCompared(
  signal: AbortSignal,
  request: CompositeRequest,
  pair: Pair,
  compared: Comparison,
): Promise<CompositeAnswer> {
  const plan = planCompared(request, compared, partOf(pair.original.stored, undefined), pair.original.stored)
  return makeComposite(signal, request, pair, plan, () => {})
}

async function makeComposite(
  signal: AbortSignal,
  request: CompositeRequest,
  { original, result }: Pair,
  plan: Plan,
  onProgress: (share: number) => void,
): Promise<CompositeAnswer> {
  const { stored, profile } = original
  const inSpace = profile ? await readInSpaceOf(request.result, original) : result.seen
  const steps = compositing(stored, inSpace, plan.mask, plan)
  const made = await runSteps(signal, steps, (share) => onProgress(share / 2))
  const bytes = await encodeLossless(made.image, request.format, profile)
  signal.throwIfAborted()
  onProgress(0.8)
  const proof = keptHash(stored, made.mask)
  if ((await hashOfFile(bytes, made.mask, stored)) !== proof)
    throw new AppError('internal', 'The kept area could not be proved. Nothing was stored.')
  return {
    bytes,
    format: request.format,
    width: stored.width,
    height: stored.height,
    featherPx: plan.featherPx,
    mask: await encodeGrey(made.mask),
    keptShare: shareOf(made.mask),
    keptHash: proof,
  }
}

function partOf({ width, height }: Pixels, within: Box | undefined): Box {
  const box = within ?? { x: 0, y: 0, width, height }
  const isInside =
    box.x >= 0 &&
    box.y >= 0 &&
    box.width > 0 &&
    box.height > 0 &&
    box.x + box.width <= width &&
    box.y + box.height <= height
  if (!isInside) throw new AppError('bad_request', 'The chosen part lies outside the photo.')
  return box
}

type Pair = { original: Picture; result: Picture }
type Plan = CompositeOptions & { mask: Mask }

/** How one result goes over the original: where it lies, what is taken of it, and with which passage. */
export async function planComposite(
  signal: AbortSignal,
  request: CompositeRequest,
  { original, result }: Pair,
  box: Box,
  onProgress: (share: number) => void,
): Promise<Plan> {
  const given = request.mask ? fitMask(await readMask(request.mask), original.stored) : undefined
  if (given && request.transform && !request.matchColour) {
    const transform = request.transform
    const featherPx = request.featherPx ?? suggestFeather(transform)
    return { mask: grown(request, given, featherPx), transform, featherPx }
  }
  const before = request.within ? cropPixels(original.seen, box) : original.seen
  const compared = await runSteps(signal, comparing(before, result.seen), (share) =>
    onProgress(0.1 + 0.4 * share),
  )
  return planCompared(request, compared, box, original.stored, given)
}

function planCompared(
  request: CompositeRequest,
  compared: Comparison,
  box: Box,
  picture: Size,
  given?: Mask,
): Plan {
  const { map, placement, transform } = compared
  const featherPx = request.featherPx ?? suggestFeather(transform)
  const mask = given
    ? grown(request, given, featherPx)
    : widenMask(proposeMask(map, box, featherPx), box, picture)
  const match = request.matchColour ? matchColour(placement, map.mask) : undefined
  return { mask, featherPx, transform: widenTransform(transform, box), ...(match && { match }) }
}

function grown({ growsByFeather, reach = 0 }: CompositeRequest, mask: Mask, featherPx: number): Mask {
  const reachPx = Math.ceil(reach * Math.max(mask.width, mask.height))
  return growsByFeather ? growMask(mask, featherPx + reachPx) : mask
}

/** The brightness of a picture; transparent is 0. */
export async function readMask(source: Source): Promise<Mask> {
  const { width, height, channels, data } = (await readPicture(source)).seen
  const mask = { width, height, data: new Uint8Array(width * height) }
  const unit = data instanceof Uint16Array ? 1 / 257 : 1
  const hasAlpha = channels === 2 || channels === 4
  for (let i = 0; i < mask.data.length; i++) {
    const alpha = hasAlpha ? (data[i * channels + channels - 1]! * unit) / 255 : 1
    mask.data[i] = Math.round(data[i * channels]! * unit * alpha)
  }
  return mask
}

export function shareOf({ data }: Mask): number {
  let kept = 0
  for (let i = 0; i < data.length; i++) if (data[i] === 0) kept++
  return kept / data.length
}

/** A WebP holds grey as three equal samples: it is read back in the channels of the original. */
export async function hashOfFile(bytes: Source, mask: Mask, like: Pixels): Promise<string> {
  const { stored } = await readPicture(bytes)
  return keptHash(stored.channels === like.channels ? stored : toChannels(stored, like.channels), mask)
}

function toChannels(pixels: Pixels, channels: Pixels['channels']): Pixels {
  const count = pixels.width * pixels.height
  const data =
    pixels.data instanceof Uint16Array ? new Uint16Array(count * channels) : new Uint8Array(count * channels)
  const hasAlpha = channels === 2 || channels === 4
  const full = pixels.data instanceof Uint16Array ? 65535 : 255
  for (let i = 0; i < count; i++)
    for (let c = 0; c < channels; c++) {
      const isAlpha = hasAlpha && c === channels - 1
      const last = pixels.channels - 1
      const at = isAlpha ? last : Math.min(c, last)
      data[i * channels + c] =
        isAlpha && pixels.channels % 2 === 1 ? full : pixels.data[i * pixels.channels + at]!
    }
  return { width: pixels.width, height: pixels.height, channels, data } as Pixels
}

export type ProofRequest = { original: Source; image: Source; mask: Source }
export type ProofAnswer = { holds: boolean; originalHash: string; imageHash: string }

/** Checks the proof of a stored composite again, from its files alone. */
export async function proveFiles(signal: AbortSignal, request: ProofRequest): Promise<ProofAnswer> {
  const { stored } = await readPicture(request.original)
  signal.throwIfAborted()
  const mask = fitMask(await readMask(request.mask), stored)
  const originalHash = keptHash(stored, mask)
  const imageHash = await hashOfFile(request.image, mask, stored)
  return { holds: originalHash === imageHash, originalHash, imageHash }
}
