import type { StudioEvent } from '@/lib/edits/event'
import { isSettled } from '@/lib/edits/state'
import { keyOfNode, type NodeKey } from '@/lib/history/node-key'

/** A state that is over sooner is not drawn: a quick edit would spend more on showing its steps than on itself. */
const PASSING_MS = 100

type Pass = (event: StudioEvent, id: number) => void

/**
 * Holds back what is told of edits on their way, and passes on the latest of each after a moment. Everything else is
 * passed on at once, after what was held; the end of an edit takes the place of what was held of it.
 */
export function holdPassing(pass: Pass): Pass {
  const held = new Map<NodeKey, { event: StudioEvent; id: number }>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const release = () => {
    clearTimeout(timer)
    timer = undefined
    const due = [...held.values()]
    held.clear()
    for (const { event, id } of due) pass(event, id)
  }
  return (event, id) => {
    const key = event.type === 'node' ? keyOfNode(event.node) : undefined
    if (key) held.delete(key)
    if (key && isPassing(event)) {
      held.set(key, { event, id })
      timer ??= setTimeout(release, PASSING_MS)
    } else {
      release()
      pass(event, id)
    }
  }
}

const isPassing = (event: StudioEvent): boolean =>
  event.type === 'node' && event.node.kind === 'edit' && !isSettled(event.node.state)
