import type { NodeKey } from '@/lib/history/node-key'
import { unreached } from '@/lib/studio/live/unreached'
import { isMeasured, VIEWS, type ViewId } from '@/lib/studio/stage/chosen'
import type { StudioState, StudioStore } from '@/lib/studio/studio-store'

/**
 * Shows what was looked at last, as far as it is still there.
 * @param kept as `rememberLook` wrote it down
 * @param first what the page began with; when something else was chosen since, that stays
 */
export async function lookAgain(
  signal: AbortSignal,
  { getState }: StudioStore,
  kept: string,
  first: Pick<StudioState, 'selected' | 'view'>,
): Promise<void> {
  const { view, selected = [] } = parseLook(kept) ?? {}
  // With all that belongs beside them, so that neither the stage nor Details jump when that comes later.
  const missing = selected.filter((key) => !getState().isSurrounded(key))
  await Promise.all(missing.map((key) => getState().loadSurroundings(signal, key).catch(unreached)))
  const [shown, ...others] = selected.filter((key) => getState().nodes[key])
  const last = getState().nodes[others.at(-1) ?? shown ?? '']
  if (isMeasured(last)) await getState().loadReport(last.id)
  const isUntouched = getState().selected === first.selected && getState().view === first.view
  if (!view || !shown || !isUntouched || signal.aborted) return
  getState().show(shown)
  for (const other of others) getState().compareWith(other)
  getState().chooseView(view)
}

/** Undefined when another version wrote it. */
function parseLook(kept: string): { view: ViewId; selected: NodeKey[] } | undefined {
  try {
    const { view, selected } = JSON.parse(kept)
    const isKnown = VIEWS.includes(view) && Array.isArray(selected)
    return isKnown ? { view, selected: selected.filter((key) => typeof key === 'string') } : undefined
  } catch {
    return undefined
  }
}
