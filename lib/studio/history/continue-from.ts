import { escapePrompt } from '@/lib/edits/prompt-variables'
import type { InputView } from '@/lib/edits/view'
import { keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import { nameOfNode, quoteNode } from '@/lib/history/node-name'
import type { ComposerSlice } from '@/lib/studio/composer/composer-slice'
import { promptHistory } from '@/lib/studio/composer/prompt-history'
import { isReady } from '@/lib/studio/inputs/input-list'
import type { InputsSlice } from '@/lib/studio/inputs/inputs-slice'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { GetState, SetState } from '@/lib/studio/slice'
import { isComposed } from '@/lib/studio/stage/shown-model'

/** Of the history: what is shown, and the way to show it. */
type Looking = { selected: readonly NodeKey[]; show: (key: NodeKey) => void }

export type ContinueNeeds = Looking &
  Pick<NodesSlice, 'nodes'> &
  Pick<NoticesSlice, 'say'> &
  Pick<InputsSlice, 'items' | 'replacePrimary' | 'replaceInputs'> &
  Pick<ComposerSlice, 'prompt' | 'writePrompt' | 'offerPrompt'>

/**
 * Makes a picture the primary input, with its prompt in the composer to be changed; says what it took the place of, with
 * the way back.
 * @param isWriting words were typed since it was asked for: they stay
 */
export function continueFrom(
  set: SetState<ContinueNeeds>,
  get: GetState<ContinueNeeds>,
  key: NodeKey,
  isWriting = false,
): void {
  const { nodes, selected } = get()
  const node = nodes[key]
  if (!node?.image) return
  const editId = node.kind === 'edit' ? node.id : null
  // What was put together here says no instruction: its photo goes on.
  const isMade = node.kind === 'edit' && isComposed(node.modelId)
  const root = isMade ? nodes[keyOfRoot(node.rootImageId ?? '')] : undefined
  const name = nameOfNode(root ?? node).slice(0, 255)
  const takeBack = takePlace(get, { imageId: node.image.id, editId, name, image: node.image })
  const hasPrompt = node.kind === 'edit' && !isMade && !isWriting
  const prompt = hasPrompt ? takePrompt(get, node.prompt) : undefined
  if (!isWriting) get().offerPrompt()
  const what = [
    takeBack && `${quoteNode(node)} is the primary input now`,
    prompt?.isLost && 'Its prompt took the place of yours',
  ].filter(Boolean)
  if (what.length === 0) return
  const undo = () => {
    takeBack?.()
    prompt?.takeBack()
    // What was looked at before, in the place of the primary that came back.
    if (selected.length === 1) get().show(selected[0]!)
    else set({ selected })
  }
  get().say(what.join('. '), { undo, yields: true })
}

/** Answers with the way back; undefined when it was the primary already. */
function takePlace(get: GetState<ContinueNeeds>, input: InputView): (() => void) | undefined {
  const before = get().items
  const at = before.findIndex((item) => isReady(item) && item.input.imageId === input.imageId)
  // What gives way: the primary, or the place that the picture had among the others.
  const old = before.slice(Math.max(at, 0)).find(isReady)
  if (at === 0 && old?.input.editId === input.editId) return undefined
  get().replacePrimary(input)
  const key = get().items[0]?.key
  return () => {
    const others = get().items.filter((item) => item.key !== key)
    // Its thumbnail was of a local file that was let go of.
    const back = old ? [{ ...old, thumbnailUrl: undefined }] : []
    get().replaceInputs(others.toSpliced(Math.max(at, 0), 0, ...back))
  }
}

/** `isLost` when what stood there is nowhere else. */
function takePrompt(get: GetState<ContinueNeeds>, asked: string) {
  const draft = get().prompt
  if (asked === draft) return undefined
  const taken = escapePrompt(asked)
  get().writePrompt(taken)
  return {
    isLost: draft.trim() !== '' && !promptHistory(get().nodes).includes(draft),
    takeBack: () => get().prompt === taken && get().writePrompt(draft),
  }
}
