import type { InputView } from '@/lib/edits/view'
import { keyOfEdit, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import { isReady } from '@/lib/studio/input-list'
import type { InputsSlice } from '@/lib/studio/inputs-slice'
import type { StudioStore } from '@/lib/studio/studio-store'

/** The first input, when it has reached the server. */
export function findPrimary({ items }: Pick<InputsSlice, 'items'>): InputView | undefined {
  const first = items[0]
  return first && isReady(first) ? first.input : undefined
}

export const keyOfInput = (input: InputView): NodeKey =>
  input.editId ? keyOfEdit(input.editId) : keyOfRoot(input.imageId)

/** Whenever another picture becomes the primary input, it is what the stage shows. Returns the function that ends it. */
export function followPrimary(store: StudioStore): () => void {
  return store.subscribe((state, before) => {
    if (state.items === before.items) return
    const primary = findPrimary(state)
    if (primary && primary.imageId !== findPrimary(before)?.imageId) state.show(keyOfInput(primary))
  })
}
