import type { ErrorReport } from '@/lib/errors'
import type { FidelityReport } from '@/lib/fidelity/report-schema'
import type { Mask } from '@/lib/images/raster'
import type { GetState, SetState, StudioParts } from '@/lib/studio/slice'
import type { StageSlice } from '@/lib/studio/stage-slice'
import { unreached } from '@/lib/studio/unreached'
import { zoomToBox } from '@/lib/studio/viewport'

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
  /** The next or previous region, going round. */
  stepRegion: (editId: string, step: 1 | -1) => void
}

type Needs = FidelitySlice & Pick<StageSlice, 'view' | 'viewport' | 'scene'>

const UNREADABLE: ErrorReport = { code: 'internal', message: 'The map of changes cannot be loaded now.' }

export function createFidelitySlice(
  set: SetState<Needs>,
  get: GetState<Needs>,
  { commands, changeMaps }: Pick<StudioParts, 'commands' | 'changeMaps'>,
): FidelitySlice {
  let reading = new AbortController()
  return {
    reports: {},
    fidelityError: null,
    maps: null,
    threshold: null,
    region: null,
    isRegionAwaited: false,

    loadReport: async (editId) => {
      if (get().reports[editId]) return
      const answer = await commands.loadFidelity(editId).catch(unreached)
      if (!answer.ok) set({ fidelityError: { editId, error: answer.error } })
      else if (answer.report)
        set({ reports: { ...get().reports, [editId]: answer.report }, fidelityError: null })
    },
    loadMaps: async (editId) => {
      if (get().maps?.editId === editId) return
      reading.abort()
      reading = new AbortController()
      const { signal } = reading
      try {
        const [changes, regions] = await Promise.all([
          changeMaps.readMap(signal, editId, 'changes'),
          changeMaps.readMap(signal, editId, 'regions'),
        ])
        if (!signal.aborted) set({ maps: { editId, changes, regions }, fidelityError: null })
      } catch {
        if (!signal.aborted) set({ fidelityError: { editId, error: UNREADABLE } })
      }
    },
    changeThreshold: (threshold) => set({ threshold }),
    showRegion: (editId, index) => {
      if (get().reports[editId]?.regions[index])
        set({ region: { editId, index }, isRegionAwaited: true, view: 'changes' })
    },
    lookAtRegion: () => {
      const { region, reports, scene, isRegionAwaited } = get()
      const box = region && reports[region.editId]?.regions[region.index]
      if (box && isRegionAwaited) set({ viewport: zoomToBox(box, scene), isRegionAwaited: false })
    },
    stepRegion: (editId, step) => {
      const count = get().reports[editId]?.regions.length ?? 0
      if (count === 0) return
      const { region } = get()
      const at = region?.editId === editId ? region.index : step > 0 ? -1 : count
      get().showRegion(editId, (at + step + count) % count)
    },
  }
}
