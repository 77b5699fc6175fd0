import type { InputView } from '@/lib/edits/view'
import { type InputItem, isReady } from '@/lib/studio/inputs/input-list'

/** The first input, when it has reached the server. */
export function findPrimary({ items }: { items: readonly InputItem[] }): InputView | undefined {
  const first = items[0]
  return first && isReady(first) ? first.input : undefined
}
