import { unreached } from '@/lib/studio/live/unreached'
import { viewAfter } from '@/lib/studio/masks/view-after'
import type { Drafts } from '@/lib/studio/slice'
import type { StudioStore } from '@/lib/studio/studio-store'

/**
 * Writes down what is looked at in a project, and shows it again when the page is loaded anew; returns the function that
 * ends it.
 * @param isAsked an address says what to show
 */
export function rememberLook(store: StudioStore, drafts: Drafts, isAsked: boolean): () => void {
  const first = store.getState()
  const key = `afterimage:look:${first.project.id}`
  const kept = drafts.read(key)
  const page = new AbortController()
  if (kept && !isAsked)
    void import('@/lib/studio/stage/look-again').then(
      ({ lookAgain }) => lookAgain(page.signal, store, kept, first),
      unreached,
    )
  const leave = store.subscribe((state, before) => {
    const { selected } = state
    if (selected !== before.selected || state.view !== before.view)
      drafts.write(key, JSON.stringify({ view: viewAfter(state), selected }))
  })
  return () => {
    page.abort()
    leave()
  }
}
