import type { NodeKey } from '@/lib/history/node-key'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import { newestRun, VIEWS, type ViewId } from '@/lib/studio/stage/chosen'
import { createHover, type HoverTracker } from '@/lib/studio/stage/hover'
import type { PaneSorting } from '@/lib/studio/stage/pane-sorting'
import {
  anchorOf,
  FIT,
  type Frame,
  type Point,
  panBy,
  type Scene,
  type Size,
  type Viewport,
  zoomBy,
  zoomStep,
  zoomTo,
} from '@/lib/studio/stage/viewport'

export type DividerDirection = 'vertical' | 'horizontal'

/** How the stage is looked at. Which nodes it shows follows from what is selected. */
export type StageSlice = {
  view: ViewId
  viewport: Viewport
  scene: Scene
  /** The same object at all times. */
  hover: HoverTracker
  /** The edited share of Split, 0 to 1. */
  edited: number
  divider: DividerDirection
  /** Of the edited picture in Overlay, 0 to 1. */
  opacity: number
  /** Whether Blink turns by itself. */
  isBlinking: boolean
  isOriginalHeld: boolean
  /** Whether the results of a run are compared without telling who made them, until one is kept. */
  isBlind: boolean
  /** How the results of a run stand side by side; null is as they were asked for, all of them. */
  sorting: PaneSorting | null
  /** The picture that Split, Overlay and Blink compare with; null is the original. */
  otherKey: NodeKey | null

  chooseView: (view: ViewId) => void
  /** The next view in turn; the one of changes only where there is a map. */
  nextView: (hasMap: boolean) => void
  chooseOther: (key: NodeKey | null) => void
  moveDivider: (edited: number) => void
  turnDivider: () => void
  changeOpacity: (opacity: number) => void
  blink: (isBlinking: boolean) => void
  chooseBlind: (isBlind: boolean) => void
  sortPanes: (sorting: PaneSorting | null) => void
  holdOriginal: (isHeld: boolean) => void
  measureScene: (change: { frame?: Frame; reference?: Size; dpr?: number }) => void
  fitPicture: () => void
  zoomAt: (factor: number, point: Point) => void
  zoomToFull: (point?: Point) => void
  stepZoom: (direction: 1 | -1) => void
  pan: (dx: number, dy: number) => void
}

/** Before the stage is measured; never seen. */
const UNMEASURED: Scene = {
  frame: { width: 800, height: 600, clearBottom: 0 },
  reference: { width: 1024, height: 1024 },
  dpr: 1,
}

function nextInTurn(view: ViewId, hasMap: boolean): ViewId {
  const turn = VIEWS.filter((each) => hasMap || each !== 'changes')
  return turn[(turn.indexOf(view) + 1) % turn.length]!
}

export function createStageSlice(
  set: SetState<StageSlice>,
  get: GetState<StageSlice>,
  { snapshot }: Pick<StudioParts, 'snapshot'>,
): StageSlice {
  const look = (change: (viewport: Viewport, scene: Scene) => Viewport) =>
    set({ viewport: change(get().viewport, get().scene) })
  return {
    view: newestRun(snapshot.nodes).length > 1 ? 'side' : 'split',
    viewport: FIT,
    scene: UNMEASURED,
    hover: createHover(),
    edited: 0.5,
    divider: 'vertical',
    opacity: 0.5,
    isBlinking: true,
    isOriginalHeld: false,
    isBlind: false,
    sorting: null,
    otherKey: null,

    chooseView: (view) => set({ view }),
    nextView: (hasMap) => set({ view: nextInTurn(get().view, hasMap) }),
    chooseOther: (otherKey) => set({ otherKey }),
    moveDivider: (edited) => set({ edited: toShare(edited) }),
    turnDivider: () => set({ divider: get().divider === 'vertical' ? 'horizontal' : 'vertical' }),
    changeOpacity: (opacity) => set({ opacity: toShare(opacity) }),
    blink: (isBlinking) => set({ isBlinking }),
    chooseBlind: (isBlind) => set({ isBlind }),
    sortPanes: (sorting) => set({ sorting }),
    holdOriginal: (isOriginalHeld) => set({ isOriginalHeld }),
    measureScene: (change) => set({ scene: { ...get().scene, ...change } }),
    fitPicture: () => set({ viewport: FIT }),
    zoomAt: (factor, point) => look((viewport, scene) => zoomBy(viewport, factor, point, scene)),
    zoomToFull: (point) =>
      look((viewport, scene) => zoomTo(viewport, 1 / scene.dpr, point ?? anchorOf(scene.frame), scene)),
    stepZoom: (direction) => look((viewport, scene) => zoomStep(viewport, direction, scene)),
    pan: (dx, dy) => look((viewport, scene) => panBy(viewport, dx, dy, scene)),
  }
}

const toShare = (share: number): number => Math.min(Math.max(share, 0), 1)
