import type { RecipeParts } from '@/lib/studio/slice'

/** How a recipe is found in a picture, and leads to the project where that was made. */
export const recipes: RecipeParts = {
  findText: async (...args) => (await import('@/lib/images/upload/file-text.client')).findFileText(...args),
  open: (address) => location.assign(address),
}
