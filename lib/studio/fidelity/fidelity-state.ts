import type { ErrorReport } from '@/lib/errors'
import type { FidelityReport } from '@/lib/fidelity/report-schema'
import type { Mask } from '@/lib/images/raster'
import type { NodesSlice } from '@/lib/studio/nodes-slice'
import type { StageSlice } from '@/lib/studio/stage/stage-slice'

/** The maps of one edit, as they lie over its original. */
export type EditMaps = { editId: string; changes: Mask; regions: Mask }

/** What edits changed, as far as it was looked at. */
export type FidelitySlice = {
  reports: Readonly<Record<string, FidelityReport>>
  /** A question about a report or its maps that was not answered. */
  fidelityError: { editId: string; error: ErrorReport } | null
  /** Of the edit that Changes shows now, or showed last. */
  maps: EditMaps | null
  /** OKLab distance from which on a change is drawn; null is the report's noise floor. */
  threshold: number | null
  /** The region that is looked at, by its place in its edit's report. */
  region: { editId: string; index: number } | null
  /** The stage has still to look at it: it may have to be measured anew for Changes first. */
  isRegionAwaited: boolean

  loadReport: (editId: string) => Promise<void>
  loadMaps: (editId: string) => Promise<void>
  changeThreshold: (threshold: number | null) => void
  /** Goes to Changes and marks a region there; `lookAtRegion` follows when the stage is ready. */
  showRegion: (editId: string, index: number) => void
  lookAtRegion: () => void
  /** The next or previous region, going round; answers whether there is one. */
  stepRegion: (editId: string, step: 1 | -1) => boolean
}

export type FidelityNeeds = FidelitySlice &
  Pick<NodesSlice, 'nodes'> &
  Pick<StageSlice, 'view' | 'viewport' | 'scene'>
