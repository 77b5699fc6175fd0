import type { NodeRef } from '@/lib/edits/view'
import { type NodeKey, refOfKey } from '@/lib/history/node-key'
import type { SetState } from '@/lib/studio/slice'

/** The pictures for which the dialog "Download pictures" is open. */
export type PicturesSlice = {
  picturesAsked: readonly NodeRef[] | null
  /** Opens the dialog: for what is chosen in the history, or all results of a run. */
  askForPictures: (keys: readonly NodeKey[]) => void
  closePictures: () => void
}

export function createPicturesSlice(set: SetState<PicturesSlice>): PicturesSlice {
  return {
    picturesAsked: null,
    askForPictures: (keys) => set({ picturesAsked: keys.map(refOfKey) }),
    closePictures: () => set({ picturesAsked: null }),
  }
}
