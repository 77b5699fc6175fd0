import 'server-only'
import type { RecipeSelection } from '@/lib/edits/selection'
import { AppError } from '@/lib/errors'
import { drawBoxMask } from '@/lib/images/box-mask.server'
import type { ImageRecords } from '@/lib/images/image-records.server'
import { prepareImage } from '@/lib/images/prepare.server'
import type { Box } from '@/lib/images/raster'
import { imageKey } from '@/lib/images/record'
import type { ModelCard } from '@/lib/models/card'
import { inputLimitsOf } from '@/lib/models/input-limits'
import type { PreparedInput } from '@/lib/providers/contract'
import type { Storage } from '@/lib/storage/contract'
import { readStored } from '@/lib/storage/read.server'

type Parts = { images: ImageRecords; storage: Storage }

/**
 * The local engine reads stored files as they are; what goes to a vendor is made fit for the model first.
 * @throws AppError `not_found`, and as `prepareImage`
 */
export async function prepareInput(
  signal: AbortSignal,
  { images, storage }: Parts,
  imageId: string,
  card: ModelCard,
  count: number,
  within?: Box,
): Promise<PreparedInput> {
  const facts = await images.find(imageId)
  if (!facts) throw new AppError('not_found')
  const bytes = await readStored(signal, storage, imageKey(imageId))
  if (card.provider === 'local') {
    const { format, width, height } = facts
    return { imageId, sentHash: imageId, bytes, format, width, height, changes: [] }
  }
  const prepared = await prepareImage(signal, { bytes, facts }, inputLimitsOf(card, count), within)
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
  if (maskImageId) return readStored(signal, storage, imageKey(maskImageId))
  const picture = await images.find(imageId)
  if (!picture) throw new AppError('not_found')
  return drawBoxMask(picture, box)
}
