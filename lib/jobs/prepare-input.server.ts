import 'server-only'
import type { RecipeSelection } from '@/lib/edits/selection'
import { AppError } from '@/lib/errors'
import { prepareImage } from '@/lib/images/copies/prepare.server'
import type { ImageRecords } from '@/lib/images/image-records.server'
import { drawBoxMask } from '@/lib/images/pixels/box-mask.server'
import type { Size } from '@/lib/images/raster'
import { readImage } from '@/lib/images/stored-image.server'
import type { ModelCard } from '@/lib/models/card'
import { inputLimitsOf } from '@/lib/models/input-limits'
import type { PreparedInput } from '@/lib/providers/contract'
import type { Storage } from '@/lib/storage/contract'

const isSameSize = (one: Size, other: Size): boolean =>
  one.width === other.width && one.height === other.height

type Parts = { images: Pick<ImageRecords, 'find'>; storage: Storage }

/**
 * The local engine reads stored files as they are; what goes to a vendor is made fit for the model first.
 * @param selection what was selected of it: with a part to be sent, that part is all that is prepared
 * @throws AppError `not_found`; `picture_missing` when a disk has changed it; `selection_elsewhere` when it was made on a picture of another size; as `prepareImage`
 */
export async function prepareInput(
  signal: AbortSignal,
  { images, storage }: Parts,
  imageId: string,
  card: ModelCard,
  count: number,
  selection?: RecipeSelection,
): Promise<PreparedInput> {
  const facts = await images.find(imageId)
  if (!facts) throw new AppError('not_found')
  if (selection && !isSameSize(facts, selection.picture)) throw new AppError('selection_elsewhere')
  const bytes = await readImage(signal, storage, imageId)
  if (card.provider === 'local') {
    const { format, width, height } = facts
    return { imageId, sentHash: imageId, bytes, format, width, height, changes: [] }
  }
  const prepared = await prepareImage(signal, { bytes, facts }, inputLimitsOf(card, count), selection?.within)
  return { imageId, ...prepared }
}

/**
 * What was selected of a picture, as a grey PNG: the shape that was found is stored, a rectangle is drawn.
 * @throws AppError `not_found`
 */
export async function readSelected(
  signal: AbortSignal,
  { images, storage }: Parts,
  imageId: string,
  { maskImageId, box }: RecipeSelection,
): Promise<Uint8Array> {
  if (maskImageId) return readImage(signal, storage, maskImageId)
  const picture = await images.find(imageId)
  if (!picture) throw new AppError('not_found')
  return drawBoxMask(picture, box)
}
