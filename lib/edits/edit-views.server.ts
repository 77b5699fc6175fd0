import 'server-only'
import { eq, inArray, type SQL } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, images } from '@/lib/db/schema'
import { replayVerdictSchema } from '@/lib/edits/replay'
import { sweepCellSchema } from '@/lib/edits/settings'
import {
  type EditView,
  editStateSchema,
  editViewSchema,
  failureSchema,
  type ImageView,
} from '@/lib/edits/view'
import { changeKindOf } from '@/lib/fidelity/change-kind'
import { fidelityReportSchema } from '@/lib/fidelity/report-schema'

export type EditRow = typeof edits.$inferSelect
type ImageRow = Pick<typeof images.$inferSelect, 'id' | 'width' | 'height' | 'format' | 'bytes'>

export const toImageView = ({ id, width, height, format, bytes }: ImageRow): ImageView => ({
  id,
  width,
  height,
  format,
  bytes,
})

const toIso = (moment: Date | null): string | null => moment?.toISOString() ?? null

/** The form in which an edit leaves the server. */
export function toEditView(row: EditRow, output: ImageRow | null): EditView {
  return {
    kind: 'edit',
    id: row.id,
    runId: row.runId,
    position: row.position,
    ...(row.cell !== null && { cell: sweepCellSchema.parse(row.cell) }),
    ...(row.waitsFor !== null && { waitsFor: row.waitsFor }),
    ...(row.replay !== null && { replay: replayVerdictSchema.parse(row.replay) }),
    modelId: row.modelId,
    prompt: row.prompt,
    state: editStateSchema.parse(row.state),
    failure: row.failure === null ? null : failureSchema.parse(row.failure),
    notes: editViewSchema.shape.notes.parse(row.notes),
    parentEditId: row.parentEditId,
    inputImageId: row.inputImageId,
    rootImageId: row.rootImageId,
    image: output && toImageView(output),
    seed: row.seed,
    costUsd: row.costUsd,
    progress: row.progress,
    keptShare: row.keptShare,
    ...measuredOf(row),
    title: row.title,
    starred: row.starred,
    kept: row.kept,
    createdAt: row.createdAt.toISOString(),
    startedAt: toIso(row.startedAt),
    retryAt: toIso(row.retryAt),
    finishedAt: toIso(row.finishedAt),
  }
}

/** Evidence too thin to rely on is no alignment: the screen then lays the result by its size. */
function measuredOf({ fidelity }: EditRow): Pick<EditView, 'alignment' | 'changeKind'> {
  if (fidelity === null) return { alignment: null, changeKind: null }
  const report = fidelityReportSchema.parse(fidelity)
  return {
    alignment: report.alignment.reliable ? report.alignment : null,
    changeKind: changeKindOf(report),
  }
}

/** The views of edits that are at hand, oldest first, in the order of their run. */
export async function viewEdits(db: Pick<Records, 'select'>, rows: EditRow[]): Promise<EditView[]> {
  const ids = rows.flatMap((row) => row.outputImageId ?? [])
  const outputs = ids.length === 0 ? [] : await db.select().from(images).where(inArray(images.id, ids))
  const outputOf = new Map(outputs.map((image) => [image.id, image]))
  return rows
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.position - b.position)
    .map((row) => toEditView(row, outputOf.get(row.outputImageId ?? '') ?? null))
}

/** Edits with their output images, oldest first, in the order of their run. */
export async function readEditViews(
  db: Pick<Records, 'select'>,
  where: SQL | undefined,
): Promise<EditView[]> {
  const rows = await db
    .select({ edit: edits, output: images })
    .from(edits)
    .leftJoin(images, eq(images.id, edits.outputImageId))
    .where(where)
    .orderBy(edits.createdAt, edits.position)
  return rows.map(({ edit, output }) => toEditView(edit, output))
}
