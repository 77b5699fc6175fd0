import type { ErrorReport } from '@/lib/errors'
import type { SetState } from '@/lib/studio/slice'

/** What becomes of the proof of a composite that is downloaded: words, or why it was not handed out. */
export type ProofCheck = { editId: string } & (
  | { words: string; isUnderWay?: boolean; error?: undefined }
  | { error: ErrorReport; isUnderWay?: undefined; words?: undefined }
)

export type ProofSlice = {
  /** Of the composite that was downloaded last. */
  proofCheck: ProofCheck | null
  tellProof: (check: ProofCheck) => void
}

export const createProofSlice = (set: SetState<ProofSlice>): ProofSlice => ({
  proofCheck: null,
  tellProof: (proofCheck) => set({ proofCheck }),
})
