import type { RecipeParts } from '@/lib/studio/slice'

/** How a recipe leads to the project where its picture was made. */
export const recipes: RecipeParts = { open: (address) => location.assign(address) }
