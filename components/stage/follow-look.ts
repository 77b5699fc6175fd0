import type { StageSlice } from '@/lib/studio/stage/stage-slice'
import type { StudioStore } from '@/lib/studio/studio-store'

/** What decides where things lie on the stage. */
const LOOK = ['viewport', 'scene', 'edited', 'divider', 'opacity'] as const satisfies (keyof StageSlice)[]

/**
 * Does something now, and again whenever the stage is looked at otherwise; not at every other change of the studio.
 * Answers with the function that ends it.
 */
export function followLook(store: StudioStore, place: () => void): () => void {
  place()
  return store.subscribe((now, before) => {
    if (LOOK.some((key) => now[key] !== before[key])) place()
  })
}
