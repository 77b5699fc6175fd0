import type { RecipeParts } from '@/lib/studio/slice'

/** Fetched when the first picture is added: most visits begin without one. */
export const recipes: RecipeParts = {
  findText: async (signal, file) => {
    const { findEmbeddedText } = await import('@/lib/images/embedded-text')
    return findEmbeddedText(signal, file)
  },
  open: (address) => location.assign(address),
}
