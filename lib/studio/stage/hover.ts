import type { NodeKey } from '@/lib/history/node-key'
import type { Point } from '@/lib/studio/stage/viewport'

/** The image point under the mouse (reference px), and the node whose pane the mouse is in. */
export type Hover = { point: Point; key: NodeKey }

/**
 * Where the mouse is. It changes with every move and only the crosses in the other panes follow it: in the state of the
 * studio everything on the screen would be asked each time whether that concerns it.
 */
export type HoverTracker = {
  now: () => Hover | null
  move: (hover: Hover | null) => void
  /** Answers with the function that ends it. */
  follow: (onMove: () => void) => () => void
}

export function createHover(): HoverTracker {
  let hover: Hover | null = null
  const followers = new Set<() => void>()
  return {
    now: () => hover,
    move: (to) => {
      if (to === hover) return
      hover = to
      for (const onMove of followers) onMove()
    },
    follow: (onMove) => {
      followers.add(onMove)
      return () => void followers.delete(onMove)
    },
  }
}
