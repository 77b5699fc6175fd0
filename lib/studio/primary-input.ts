import type { InputView } from '@/lib/edits/view'
import { isReady } from '@/lib/studio/input-list'
import type { InputsSlice } from '@/lib/studio/inputs-slice'

/** The first input, when it has reached the server. */
export function findPrimary({ items }: Pick<InputsSlice, 'items'>): InputView | undefined {
  const first = items[0]
  return first && isReady(first) ? first.input : undefined
}
