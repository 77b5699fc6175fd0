import 'server-only'
import { inArray } from 'drizzle-orm'
import { images } from '@/lib/db/schema'
import type { Writer } from '@/lib/edits/event-records.server'
import type { RunRequest } from '@/lib/edits/run-request'
import type { ChosenSelection, RecipeSelection } from '@/lib/edits/selection'
import { AppError } from '@/lib/errors'
import type { Size } from '@/lib/images/raster'
import { surround } from '@/lib/images/region'
import type { ModelCard } from '@/lib/models/card'

/**
 * Looks whether what a run selects is there.
 * @returns the size of the picture that it was selected on; undefined without a selection
 * @throws AppError `not_found` for an unknown picture or mask; `bad_request` for a box beyond the picture
 */
export async function checkSelection(
  writer: Writer,
  { selection }: Pick<RunRequest, 'selection'>,
): Promise<Size | undefined> {
  if (!selection) return undefined
  const { imageId, maskImageId, box } = selection
  const known = await writer
    .select({ id: images.id, width: images.width, height: images.height })
    .from(images)
    .where(inArray(images.id, maskImageId ? [imageId, maskImageId] : [imageId]))
  const picture = known.find(({ id }) => id === imageId)
  if (!picture || (maskImageId && known.every(({ id }) => id !== maskImageId)))
    throw new AppError('not_found')
  if (box.x + box.width > picture.width || box.y + box.height > picture.height)
    throw new AppError('bad_request', 'What is selected lies outside the photo.')
  return picture
}

/** The local engine looks at the whole picture, which goes nowhere; a vendor gets what is needed alone. */
export function toRecipeSelection(
  { imageId: _imageId, ...selection }: ChosenSelection,
  { provider, inputs }: ModelCard,
  picture: Size,
): RecipeSelection {
  const isSentAlone = selection.isAlone && provider !== 'local'
  const { width, height } = picture
  const made = { ...selection, picture: { width, height } }
  return isSentAlone ? { ...made, within: surround(selection.box, picture, inputs) } : made
}
