import { placedShareOf } from '@/lib/studio/facts'
import type { PlacedPane, StageScene } from '@/lib/studio/stage/scene'

export const PANE_ORDERS = ['run', 'most', 'least'] as const
/** As they were asked for, or by the share that they kept. */
export type PaneOrder = (typeof PANE_ORDERS)[number]

/** How the results of a run stand side by side. Those that kept less than `leastPercent` are left out. */
export type PaneSorting = { order: PaneOrder; leastPercent: number | null }

/** What asking for it begins with. */
export const FIRST_SORTING: PaneSorting = { order: 'most', leastPercent: null }

/**
 * The scene with the results of a run by their kept share; the original stays first. What is not measured is neither
 * better nor worse: it comes last and is never left out.
 */
export function sortScene(scene: StageScene, sorting: PaneSorting | null): StageScene {
  if (!sorting || scene.panes.some(({ letter }) => letter)) return scene
  const before = scene.panes.filter(({ edit }) => !edit)
  const results = scene.panes.filter((pane) => pane.edit && isEnough(pane, sorting))
  if (sorting.order === 'run') return { ...scene, panes: [...before, ...results] }
  const direction = sorting.order === 'most' ? -1 : 1
  const sorted = results.toSorted((a, b) => compareKept(a, b, direction))
  return { ...scene, panes: [...before, ...sorted], isSorted: true }
}

const keptOf = ({ edit }: PlacedPane): number | null => (edit ? placedShareOf(edit) : null)

function isEnough(pane: PlacedPane, { leastPercent }: PaneSorting): boolean {
  const kept = keptOf(pane)
  return kept === null || leastPercent === null || kept * 100 >= leastPercent
}

/** Equal ones keep the order in which they were asked for. */
function compareKept(a: PlacedPane, b: PlacedPane, direction: 1 | -1): number {
  const [first, second] = [keptOf(a), keptOf(b)]
  if (first === null || second === null) return Number(first === null) - Number(second === null)
  return direction * (first - second)
}
