import 'server-only'
import type { Recipe } from '@/lib/edits/recipe'
import type { RecipeSelection } from '@/lib/edits/selection'
import { reachOf } from '@/lib/engine/reach'
import { AppError } from '@/lib/errors'
import type { CompositeAnswer, CompositeRequest } from '@/lib/fidelity/composite-files.server'
import type { ImageRecord, Renditions } from '@/lib/images/record'
import { readImage } from '@/lib/images/stored-image.server'
import type { Storage } from '@/lib/storage/contract'

/** `isOurs`: made here, not foreign; then with its small copies, when they were made along with it. */
type ResultBytes = { bytes: Uint8Array; isOurs: boolean; renditions?: Renditions | undefined }

export type LayBackParts = {
  storage: Storage
  /** Judges bytes like an upload, stores them, writes their row and makes what the screen shows first. */
  ingest(signal: AbortSignal, result: ResultBytes): Promise<ImageRecord>
  /** What was selected of a picture, as a grey PNG of its ratio: white is inside. */
  maskOf(signal: AbortSignal, imageId: string, selection: RecipeSelection): Promise<Uint8Array>
  compose(signal: AbortSignal, request: CompositeRequest): Promise<CompositeAnswer>
}

/** `mask`: of a composite, what was taken from where. */
export type Received = Omit<ResultBytes, 'bytes'> & { mask?: Uint8Array }

/** A result as it becomes an image: the answer itself, or the photo with the answer laid back into it. */
export type LaidResult = Received & {
  bytes: Uint8Array
  answered: Record<string, unknown>
  notes: string[]
}

/** Laying back failed for a reason that lies in the pictures: what was paid for is shown as it came. */
const NOT_LAID = 'The answer could not be laid back into the photo. This is it, as it came.'

/**
 * Lays the answer to a selection back into the photo, at the photo's own size; everything outside stays exactly as it
 * was, which is proved. The answer itself is kept as an image of its own. Anything else passes as it is.
 */
export async function layBack(
  signal: AbortSignal,
  store: LayBackParts,
  { prompt, selection, inputs: [primary] }: Recipe,
  { isOurs, mask, renditions }: Received,
  bytes: Uint8Array,
): Promise<LaidResult> {
  if (!selection?.isAlone || !primary)
    return { bytes, isOurs, renditions, ...(mask && { mask }), answered: {}, notes: [] }
  const received = isOurs ? {} : { received: (await store.ingest(signal, { bytes, isOurs })).id }
  try {
    const original = await readImage(signal, store.storage, primary.imageId)
    const made = await store.compose(signal, {
      original,
      result: bytes,
      mask: await store.maskOf(signal, primary.imageId, selection),
      within: selection.within,
      // The line round a thing lies on its edge: the passage must not eat into it.
      growsByFeather: selection.maskImageId !== null,
      ...(isOurs && selection.maskImageId && { reach: reachOf(prompt) }),
      format: 'png',
    })
    const { keptHash, keptShare, featherPx } = made
    return {
      bytes: made.bytes,
      isOurs: true,
      mask: made.mask,
      answered: { ...received, keptHash, keptShare, featherPx },
      notes: [],
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error
    return { bytes, isOurs, answered: received, notes: [NOT_LAID] }
  }
}
