import type { InputView } from '@/lib/edits/view'
import { keyOfEdit, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import { findPrimary } from '@/lib/studio/inputs/primary-input'
import type { StudioStore } from '@/lib/studio/studio-store'

export const keyOfInput = (input: Pick<InputView, 'imageId' | 'editId'>): NodeKey =>
  input.editId ? keyOfEdit(input.editId) : keyOfRoot(input.imageId)

/**
 * Whenever another picture is made the primary input here, it is what the stage shows; what others choose must not
 * interrupt looking. Returns the function that ends it.
 */
export function followPrimary(store: StudioStore): () => void {
  return store.subscribe((state, before) => {
    if (state.items === before.items || state.items === state.foreignItems) return
    const primary = findPrimary(state)
    if (primary && primary.imageId !== findPrimary(before)?.imageId) state.show(keyOfInput(primary))
  })
}
