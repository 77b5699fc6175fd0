import type { NodeView } from '@/lib/edits/view'
import { AppError, type ErrorReport } from '@/lib/errors'
import type { NodeKey } from '@/lib/history/node-key'
import type { HistorySearch } from '@/lib/history/search/search'
import type { HistoryReads } from '@/lib/studio/slice'

/** Plain reads, which do not wait for one another as actions do. */
export const reads: Omit<HistoryReads, 'prepare'> = {
  readOutline: (signal, projectId) => read(signal, projectId, 'outline'),
  readNodes: async (signal, projectId, keys) => {
    const query = new URLSearchParams(keys.map((key) => ['key', key]))
    return (await read<{ nodes: NodeView[] }>(signal, projectId, `nodes?${query}`)).nodes
  },
  readSurroundings: async (signal, projectId, key) => {
    const query = new URLSearchParams({ key, surroundings: 'yes' })
    return (await read<{ nodes: NodeView[] }>(signal, projectId, `nodes?${query}`)).nodes
  },
  findNodes: async (signal, projectId, search) =>
    (await read<{ keys: NodeKey[] }>(signal, projectId, `search?${toQuery(search)}`)).keys,
  readPrompts: async (signal, projectId) =>
    (await read<{ prompts: string[] }>(signal, projectId, 'prompts')).prompts,
}

async function read<Reply>(signal: AbortSignal, projectId: string, path: string): Promise<Reply> {
  const response = await fetch(`/api/projects/${projectId}/${path}`, { signal })
  if (response.ok) return response.json()
  const { error } = (await response.json()) as { error: ErrorReport }
  throw new AppError(error.code, error.message)
}

function toQuery({
  text,
  modelIds,
  states,
  isStarredOnly,
  keptPercent,
  sort,
  fromMs,
  untilMs,
  isBeyondCheck,
}: HistorySearch) {
  const query = new URLSearchParams({ sort })
  if (text.trim()) query.set('text', text)
  for (const id of modelIds) query.append('model', id)
  for (const state of states) query.append('state', state)
  if (isStarredOnly) query.set('starred', 'yes')
  if (keptPercent !== null) query.set('kept', String(keptPercent))
  if (isBeyondCheck) query.set('beyond-check', 'yes')
  if (fromMs !== null) query.set('from', String(fromMs))
  if (untilMs !== null) query.set('until', String(untilMs))
  return query
}
