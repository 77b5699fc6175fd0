import 'server-only'
import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Records } from '@/lib/db/connection.server'
import { edits, images, recipes } from '@/lib/db/schema'
import { imageFormatSchema, imageIdSchema } from '@/lib/images/record'

/** That everything outside a mask is the original's own, as it was proved when the picture was made. */
const proofSchema = z.object({
  editId: z.uuid(),
  originalId: imageIdSchema,
  /** Of the stored picture. */
  format: imageFormatSchema,
  /** See `lib/fidelity/kept-hash.server.ts`. */
  keptHash: z.string(),
})
export type ProofRecord = z.infer<typeof proofSchema>

/** The proofs of an image: of each edit that put it together, the latest first. */
export async function listProofs(db: Pick<Records, 'select'>, imageId: string): Promise<ProofRecord[]> {
  const keptHash = sql<string>`${recipes.answered} ->> 'keptHash'`
  const rows = await db
    .select({ editId: edits.id, originalId: edits.inputImageId, format: images.format, keptHash })
    .from(edits)
    .innerJoin(recipes, eq(recipes.editId, edits.id))
    .innerJoin(images, eq(images.id, edits.outputImageId))
    .where(
      and(
        eq(edits.outputImageId, imageId),
        isNotNull(edits.inputImageId),
        isNull(edits.deletedAt),
        isNotNull(keptHash),
      ),
    )
    .orderBy(desc(edits.createdAt))
  return z.array(proofSchema).parse(rows)
}
