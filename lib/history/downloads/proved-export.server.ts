import 'server-only'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Records } from '@/lib/db/connection.server'
import { mapKey } from '@/lib/edits/map-key'
import { AppError } from '@/lib/errors'
import type { ExportProof } from '@/lib/history/downloads/export-proof'
import { listProofs, type ProofRecord } from '@/lib/history/downloads/proof-records.server'
import type { RenditionStore } from '@/lib/images/copies/rendition-store.server'
import type { ExportOptions, Prover } from '@/lib/images/decoder/decoder'
import { withWorkFolder } from '@/lib/images/ingest/work-folder.server'
import { imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'

type Parts = {
  db: Pick<Records, 'select'>
  storage: Storage
  renditions: Pick<RenditionStore, 'exportOf'>
  prover: Prover
  /** Where files are brought to while they are read. */
  tempDir: string
}

/** `proof` is undefined for a picture that has none. */
export type ProvedExport = { bytes: Buffer; proof: ExportProof | undefined }

/**
 * Makes the full size of an image for handing out. A composite is proved once more before it leaves: in its own format
 * the very file, with its samples untouched; in another, or at a quality of its own, the stored picture.
 * @throws AppError `proof_failed` when the kept area is not the original's any more; as `RenditionStore.exportOf`
 */
export type ExportImage = (
  signal: AbortSignal,
  imageId: string,
  options: ExportOptions,
) => Promise<ProvedExport>

export const createProvedExport =
  (parts: Parts): ExportImage =>
  async (signal, imageId, options) => {
    const { db, storage, renditions } = parts
    const proofs = await listProofs(db, imageId)
    const [first] = proofs
    if (!first) return { bytes: await renditions.exportOf(signal, imageId, options), proof: undefined }
    const isExact = first.format === options.format && options.quality === undefined
    const bytes = await renditions.exportOf(signal, imageId, { ...options, isExact })
    const proof = await findWithMask(signal, storage, proofs)
    if (!proof) return { bytes, proof: 'unchecked' }
    await requireProof(signal, parts, proof, isExact ? bytes : imageId)
    return { bytes, proof: isExact ? 'file' : 'stored' }
  }

/** A result that was used again for the same recipe has its mask where it was made first. */
async function findWithMask(
  signal: AbortSignal,
  storage: Storage,
  proofs: readonly ProofRecord[],
): Promise<ProofRecord | undefined> {
  for (const proof of proofs) if (await storage.exists(signal, mapKey(proof.editId, 'mask'))) return proof
  return undefined
}

/** @param picture the file itself, or the id of what is stored */
async function requireProof(
  signal: AbortSignal,
  { storage, prover, tempDir }: Parts,
  { editId, originalId, keptHash }: ProofRecord,
  picture: Buffer | string,
): Promise<void> {
  await withWorkFolder(tempDir, async (folder) => {
    const [original, image, mask] = ['original', 'image', 'mask'].map((name) => path.join(folder, name))
    const bring = async (key: string, file: string) =>
      pipeline((await storage.get(signal, key)).body, createWriteStream(file), { signal })
    await Promise.all([
      bring(imageKey(originalId), original!),
      typeof picture === 'string' ? bring(imageKey(picture), image!) : writeFile(image!, picture, { signal }),
      bring(mapKey(editId, 'mask'), mask!),
    ])
    const found = await prover.prove(signal, { original: original!, image: image!, mask: mask! })
    if (!found.holds || found.imageHash !== keptHash) throw new AppError('proof_failed')
  })
}
