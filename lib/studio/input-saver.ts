import type { InputView } from '@/lib/edits/view'
import type { StudioCommands } from '@/lib/studio/commands'
import { unreached } from '@/lib/studio/unreached'

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
  },
) {
  let isRunning = false
  let isDirty = false
  let unechoed: string[] = []
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
      parts.onAnswer(answer.ok ? null : answer.error.message)
    }
    isRunning = false
  }
  const isEcho = (inputs: readonly InputView[]) => {
    const at = unechoed.indexOf(fingerprintOf(inputs))
    unechoed = unechoed.slice(at + 1)
    return at >= 0
  }
  return Object.assign(save, { isBusy: () => isRunning, isEcho })
}

/** More than any burst of changes; what is lost beyond it only means that an echo is applied. */
const MAX_UNECHOED = 50

const fingerprintOf = (inputs: readonly Pick<InputView, 'imageId' | 'editId'>[]) =>
  inputs.map(({ imageId, editId }) => `${imageId} ${editId}`).join()
