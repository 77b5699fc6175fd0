import type { InputView } from '@/lib/edits/view'
import type { StudioCommands } from '@/lib/studio/commands'
import { unreached } from '@/lib/studio/live/unreached'

/**
 * Sends the list, one request at a time: changes made meanwhile go together in the next one. What the server tells of
 * the list while one is under way, or as the echo of what was sent here, is older than what the user sees.
 */
export function createInputSaver(
  commands: Pick<StudioCommands, 'setInputs'>,
  parts: {
    read: () => { projectId: string; list: InputView[] }
    /** Told why a list did not reach the server; null when it did. */
    onAnswer: (error: string | null) => void
    /** Told of a list that somebody else has made after ours. */
    onNewer: (inputs: readonly InputView[]) => void
  },
) {
  let isRunning = false
  let isDirty = false
  let unechoed: string[] = []
  let heard: readonly InputView[] | undefined
  const save = async () => {
    isDirty = true
    if (isRunning) return
    isRunning = true
    while (isDirty) {
      isDirty = false
      const { projectId, list } = parts.read()
      const chosen = list.map(({ imageId, editId, name }) => ({ imageId, editId, name }))
      unechoed = [...unechoed, fingerprintOf(list)].slice(-MAX_UNECHOED)
      const answer = await commands.setInputs(projectId, chosen).catch(unreached)
      if (!answer.ok) unechoed.pop()
      parts.onAnswer(answer.ok ? null : answer.error.message)
    }
    isRunning = false
    // Heard before the echo of our own, it is older than what was sent; after it, it is newer.
    if (heard && unechoed.length === 0) parts.onNewer(heard)
    heard = undefined
  }
  /** True when a list that the server tells of is not to be shown, or not yet. */
  const holdsBack = (inputs: readonly InputView[]) => {
    const at = unechoed.indexOf(fingerprintOf(inputs))
    unechoed = unechoed.slice(at + 1)
    heard = at < 0 && isRunning ? inputs : undefined
    return at >= 0 || isRunning
  }
  return Object.assign(save, { holdsBack })
}

/** More than any burst of changes; what is lost beyond it only means that an echo is applied. */
const MAX_UNECHOED = 50

const fingerprintOf = (inputs: readonly Pick<InputView, 'imageId' | 'editId'>[]) =>
  inputs.map(({ imageId, editId }) => `${imageId} ${editId}`).join()
