/** In which header of a download it stands what became of the proof of a composite. */
export const PROOF_HEADER = 'x-afterimage-proof'

/**
 * `file`: the file that is handed out was proved. `stored`: the stored picture was, and the file is coded anew, which
 * touches every pixel. `unchecked`: the mask that the proof needs is not here.
 */
export const EXPORT_PROOFS = ['file', 'stored', 'unchecked'] as const
export type ExportProof = (typeof EXPORT_PROOFS)[number]

/** What the header says; undefined for a picture without a proof. */
export const readProof = (headers: Headers): ExportProof | undefined =>
  EXPORT_PROOFS.find((proof) => proof === headers.get(PROOF_HEADER))
