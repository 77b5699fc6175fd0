import type { NodeRef, NodeView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import { keyOf, type NodeKey, refOfKey } from '@/lib/history/node-key'
import { quoteNode } from '@/lib/history/node-name'
import { createIntents } from '@/lib/studio/intents'
import { unreached } from '@/lib/studio/live/unreached'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { NoticesSlice } from '@/lib/studio/notices-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, StudioParts } from '@/lib/studio/slice'

export type NodeActions = {
  runAgain: (key: NodeKey, newSeed: boolean) => Promise<void>
  remove: (keys: readonly NodeKey[]) => Promise<void>
}

/** What nodes come and go with on the screen. */
export type NodeChanges = {
  /** Puts a run that was just started on the stage. */
  showRun: (runId: string) => void
  /** Takes out what was deleted, here or elsewhere; what was chosen of it gives way to what is nearest. */
  loseNodes: (refs: readonly NodeRef[]) => void
}

type Needs = NodeChanges &
  Pick<NodesSlice, 'nodes' | 'addNodes'> &
  Pick<NoticesSlice, 'say'> &
  Pick<ProjectSlice, 'project'>

type Parts = Pick<StudioParts, 'commands' | 'newKey' | 'nowMs'> & {
  /** Says what was refused beside its node; answers whether the command was taken. */
  settle(key: NodeKey, answer: { ok: true } | { ok: false; error: ErrorReport }): boolean
}

/** What is done with nodes now and then; fetched with the first of it. */
export function createNodeActions(
  get: GetState<Needs>,
  { commands, newKey, nowMs, settle }: Parts,
): NodeActions {
  const intents = createIntents(newKey, nowMs)
  const restore = async (refs: NodeRef[], views: NodeView[]) => {
    const answer = await commands.restoreNodes(get().project.id, refs).catch(unreached)
    if (settle(keyOf(refs[0]!), answer)) get().addNodes(views)
  }
  return {
    runAgain: async (key, newSeed) => {
      const edit = get().nodes[key]
      if (edit?.kind !== 'edit') return
      const intent = intents.find(`${edit.id} ${newSeed}`)
      const answer = await commands.runAgain(edit.id, intent.clientKey, newSeed).catch(unreached)
      settle(key, answer)
      if (!answer.ok) return
      intent.settle()
      get().addNodes(answer.edits)
      get().showRun(answer.runId)
    },
    remove: async (keys) => {
      const before = get().nodes
      const answer = await commands.deleteNodes(get().project.id, keys.map(refOfKey)).catch(unreached)
      settle(keys[0]!, answer)
      if (!answer.ok || answer.removed.length === 0) return
      // The event may have come before the answer: then they are gone from the store already.
      const views = answer.removed.flatMap((ref) => before[keyOf(ref)] ?? [])
      get().loseNodes(answer.removed)
      const chosen = keys.length === 1 ? before[keys[0]!] : undefined
      const undo = () => void restore(answer.removed, views)
      get().say(`Deleted ${nameDeleted(chosen, answer.removed.length)}`, { undo })
    },
  }
}

/** The one that was chosen by its words, several by their number. */
function nameDeleted(chosen: NodeView | undefined, count: number): string {
  if (!chosen) return count === 1 ? '1 item' : `${count} items`
  return count > 1 ? `${quoteNode(chosen)} and ${count - 1} under it` : quoteNode(chosen)
}
