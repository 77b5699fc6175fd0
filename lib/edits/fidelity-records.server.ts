import 'server-only'
import { eq } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits } from '@/lib/db/schema'
import { AppError } from '@/lib/errors'
import { type FidelityReport, fidelityReportSchema } from '@/lib/fidelity/report-schema'

/** The report of an edit, or null while it is not measured. @throws AppError `not_found`. */
export async function readReport(
  db: Pick<Records, 'select'>,
  editId: string,
): Promise<FidelityReport | null> {
  const [edit] = await db.select({ fidelity: edits.fidelity }).from(edits).where(eq(edits.id, editId))
  if (!edit) throw new AppError('not_found')
  return edit.fidelity === null ? null : fidelityReportSchema.parse(edit.fidelity)
}
