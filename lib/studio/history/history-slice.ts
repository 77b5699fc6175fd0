import type { EditView } from '@/lib/edits/view'
import type { ErrorReport } from '@/lib/errors'
import { keyOf, keyOfEdit, type NodeKey, refOf } from '@/lib/history/node-key'
import { listRun } from '@/lib/history/run-results'
import type { ContinueNeeds } from '@/lib/studio/history/continue-from'
import { findNearest } from '@/lib/studio/history/deletion'
import type { NodeActions, NodeChanges } from '@/lib/studio/history/node-actions'
import { fetchOnce } from '@/lib/studio/live/fetch-once'
import { unreached } from '@/lib/studio/live/unreached'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { ProjectSlice } from '@/lib/studio/project-slice'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { findNeighbour, newestRun } from '@/lib/studio/stage/chosen'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'

/** A command that was refused, and the node that it concerned: shown beside that node. */
export type Refusal = { key: NodeKey; error: ErrorReport }

/** What the user changes of a node. */
type Changeable = { kept?: boolean; starred?: boolean; title?: string | null }

/** What is chosen in the history, and every command about a node of it. */
export type HistorySlice = NodeActions &
  NodeChanges & {
    /** One is shown, two or more are compared, in the order in which they were chosen. */
    selected: readonly NodeKey[]
    closed: ReadonlySet<NodeKey>
    refusal: Refusal | null

    show: (key: NodeKey) => void
    /** Takes a node into the comparison or out of it. */
    compareWith: (key: NodeKey) => void
    swapCompared: () => void
    /** Answers whether there was one. */
    showNeighbour: (step: 1 | -1) => boolean
    openItem: (key: NodeKey, isOpen: boolean) => void

    /** Makes the picture the primary input and puts its prompt into the composer; the other inputs stay. Says so, with undo. */
    continueFrom: (key: NodeKey) => Promise<void>
    cancelEdit: (key: NodeKey) => Promise<void>
    retryEdit: (key: NodeKey) => Promise<void>
    checkEdit: (key: NodeKey) => Promise<void>
    dismissEdit: (key: NodeKey) => Promise<void>
    keep: (key: NodeKey) => Promise<void>
    star: (key: NodeKey) => Promise<void>
    rename: (key: NodeKey, title: string) => Promise<void>
    loadRecipe: (editId: string) => ReturnType<StudioParts['commands']['loadRecipe']>
  }

type Needs = HistorySlice &
  NodesSlice &
  Pick<StageSlice, 'view' | 'fitPicture' | 'otherKey'> &
  Pick<ProjectSlice, 'project'> &
  ContinueNeeds

export function createHistorySlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { snapshot, commands, newKey, nowMs }: Pick<StudioParts, 'snapshot' | 'commands' | 'newKey' | 'nowMs'>,
): HistorySlice {
  // Work that was under way when the page was left is seen again.
  const [newest] = newestRun(snapshot.nodes)

  /** What is shown as soon as it has come; whatever else is chosen meanwhile takes its place. */
  let wantedKey: NodeKey | undefined

  const findEdit = (key: NodeKey): EditView | undefined => {
    const node = get().nodes[key]
    return node?.kind === 'edit' ? node : undefined
  }

  /** Says what was refused beside its node; answers whether the command was taken. */
  const settle = (key: NodeKey, answer: { ok: true } | { ok: false; error: ErrorReport }) => {
    set({ refusal: answer.ok ? null : { key, error: answer.error } })
    return answer.ok
  }

  const tellEdit =
    (command: 'cancelEdit' | 'retryEdit' | 'checkEdit' | 'dismissEdit') => async (key: NodeKey) => {
      const edit = findEdit(key)
      if (edit) settle(key, await commands[command](edit.id).catch(unreached))
    }

  const put = (key: NodeKey, fields: Changeable) => {
    const node = get().nodes[key]
    if (node) get().applyNodes([{ ...node, ...fields }])
  }

  /** Shows the change at once and takes it back when it was refused; what else was told meanwhile stays. */
  const change = async (
    key: NodeKey,
    { from, to }: { from: Changeable; to: Changeable },
    send: () => Promise<Parameters<typeof settle>[1]>,
  ) => {
    put(key, to)
    if (!settle(key, await send().catch(unreached))) put(key, from)
  }

  const fetchActions = fetchOnce(async () => {
    const { createNodeActions } = await import('@/lib/studio/history/node-actions')
    return createNodeActions(get, { commands, newKey, nowMs, settle })
  })
  const withActions = async (
    key: NodeKey | undefined,
    act: (actions: Awaited<ReturnType<typeof fetchActions>>) => Promise<void>,
  ) => {
    if (!key) return
    const actions = await fetchActions().catch(unreached)
    if ('ok' in actions) settle(key, actions)
    else await act(actions)
  }

  return {
    selected: newest ? [keyOfEdit(newest.id)] : [],
    closed: new Set(),
    refusal: null,

    show: (key) => {
      wantedKey = key
      const present = () => {
        if (wantedKey === key) set({ selected: [key], otherKey: null })
      }
      // With all that belongs beside it, so that the stage does not jump when that comes later.
      if (get().isSurrounded(key)) present()
      else void get().loadSurroundings(new AbortController().signal, key).catch(unreached).then(present)
    },
    compareWith: (key) => {
      wantedKey = undefined
      if (!get().isSurrounded(key))
        void get().loadSurroundings(new AbortController().signal, key).catch(unreached)
      const others = get().selected.filter((other) => other !== key)
      const isNew = others.length === get().selected.length
      const selected = isNew ? [...others, key] : others.length > 0 ? others : [key]
      const { view } = get()
      set({ selected, view: selected.length > 1 && view === 'single' ? 'side' : view })
    },
    swapCompared: () => set({ selected: get().selected.toReversed() }),
    showNeighbour: (step) => {
      const next = findNeighbour(get().nodes, get().selected.at(-1) ?? '', step)
      if (next) get().show(next)
      return next !== undefined
    },
    showRun: (runId) => {
      const run = listRun(Object.values(get().nodes), runId)
      if (!run[0]) return
      wantedKey = undefined
      set({
        selected: [keyOfEdit(run[0].id)],
        otherKey: null,
        view: run.length > 1 ? 'side' : get().view,
      })
      get().fitPicture()
    },
    openItem: (key, isOpen) => {
      const closed = new Set(get().closed)
      if (isOpen) closed.delete(key)
      else closed.add(key)
      set({ closed })
    },

    continueFrom: async (key) => {
      const { prompt } = get()
      // Fetched when there is something to go on from: most visits begin without.
      const part = await import('@/lib/studio/history/continue-from').catch(unreached)
      if ('ok' in part) settle(key, part)
      else part.continueFrom(set, get, key, get().prompt !== prompt)
    },
    runAgain: (key, newSeed) => withActions(key, (actions) => actions.runAgain(key, newSeed)),
    cancelEdit: tellEdit('cancelEdit'),
    retryEdit: tellEdit('retryEdit'),
    checkEdit: tellEdit('checkEdit'),
    dismissEdit: tellEdit('dismissEdit'),
    keep: async (key) => {
      const edit = findEdit(key)
      if (!edit) return
      const kept = !edit.kept
      await change(key, { from: { kept: edit.kept }, to: { kept } }, () => commands.keepEdit(edit.id, kept))
    },
    star: async (key) => {
      const node = get().nodes[key]
      if (!node) return
      const starred = !node.starred
      await change(key, { from: { starred: node.starred }, to: { starred } }, () =>
        commands.starNode(get().project.id, refOf(node), starred),
      )
    },
    rename: async (key, typed) => {
      const node = get().nodes[key]
      if (!node) return
      const title = typed.trim() || null
      if (title === node.title) return
      await change(key, { from: { title: node.title }, to: { title } }, () =>
        commands.renameNode(get().project.id, refOf(node), title),
      )
    },
    loadRecipe: (editId) => commands.loadRecipe(editId).catch(unreached),
    remove: (keys) => withActions(keys[0], (actions) => actions.remove(keys)),
    loseNodes: (refs) => {
      const gone = new Set(refs.map(keyOf))
      if (wantedKey && gone.has(wantedKey)) wantedKey = undefined
      const { nodes, selected, otherKey } = get()
      const left = selected.filter((key) => !gone.has(key))
      const last = selected.at(-1)
      const near = last && left.length === 0 ? findNearest(nodes, last, gone) : undefined
      // The very list where nothing of it went: a tool and a drawer stay open as long as it is the same.
      if (left.length < selected.length) set({ selected: near ? [near] : left })
      if (otherKey && gone.has(otherKey)) set({ otherKey: null })
      get().dropNodes(refs)
    },
  }
}
