import 'server-only'
import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, recipes } from '@/lib/db/schema'
import { changeEdits } from '@/lib/edits/edit-records.server'
import { mapKey } from '@/lib/edits/map-key'
import type { ReportAnswer, ReportRequest } from '@/lib/fidelity/comparison.server'
import type { PixelPool } from '@/lib/images/pixels/pixel-pool.server'
import { readImage } from '@/lib/images/stored-image.server'
import { enqueueMeasuring } from '@/lib/jobs/queue.server'
import { COMPOSITE, PARTS } from '@/lib/models/cards/composed'
import type { Storage } from '@/lib/storage/contract'

export type MeasureParts = { db: Records; storage: Storage; pool: PixelPool }

/**
 * Measures what an edit changed of its primary input, and stores the report with its maps. An edit that has no input or
 * no result yet, or is measured already, is left alone. What was put together here has kept what its proof says.
 */
export async function measureEdit(signal: AbortSignal, parts: MeasureParts, editId: string): Promise<void> {
  const { db, storage, pool } = parts
  const [edit] = await db
    .select({
      input: edits.inputImageId,
      output: edits.outputImageId,
      modelId: edits.modelId,
      answered: recipes.answered,
    })
    .from(edits)
    .leftJoin(recipes, eq(recipes.editId, edits.id))
    .where(and(eq(edits.id, editId), isNull(edits.fidelity)))
  if (!edit?.input || !edit.output) return
  const [original, result] = await Promise.all([
    readImage(signal, storage, edit.input),
    readImage(signal, storage, edit.output),
  ])
  const request: ReportRequest = { original, result }
  const { report, map, regions } = await pool.run<ReportAnswer>(signal, 'fidelity.report', request)
  await storage.put(signal, mapKey(editId, 'changes'), [map])
  await storage.put(signal, mapKey(editId, 'regions'), [regions])
  await db.transaction((writer) =>
    changeEdits(
      writer,
      { ids: [editId] },
      { fidelity: report, keptShare: provenShareOf(edit) ?? report.keptShare },
    ),
  )
}

/** Of a composite the share is known, to the pixel, and was shown before it was made. */
function provenShareOf({ modelId, answered }: { modelId: string; answered: unknown }): number | undefined {
  const { keptShare } = (answered ?? {}) as { keptShare?: unknown }
  const isComposed = modelId === COMPOSITE.id || modelId === PARTS.id
  return isComposed && typeof keptShare === 'number' ? keptShare : undefined
}

/** Asks again for the reports of the last day that a crash may have lost. */
export async function enqueueMissing(db: Records): Promise<void> {
  const unmeasured = await db
    .select({ id: edits.id })
    .from(edits)
    .where(
      and(
        eq(edits.state, 'succeeded'),
        isNull(edits.fidelity),
        isNotNull(edits.inputImageId),
        gt(edits.finishedAt, sql`now() - interval '1 day'`),
      ),
    )
  for (const { id } of unmeasured) await enqueueMeasuring(db, id)
}
