import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { edits, images } from '@/lib/db/schema'
import type { Writer } from '@/lib/edits/event-records.server'
import type { RunInput } from '@/lib/edits/run-request'
import { AppError } from '@/lib/errors'

/** Inputs must be known here, and a result must be what its edit really made. */
export async function checkInputs(
  writer: Writer,
  { projectId, inputs }: { projectId: string; inputs: RunInput[] },
): Promise<void> {
  const imageIds = [...new Set(inputs.map((input) => input.imageId))]
  if (imageIds.length > 0) {
    const known = await writer.select({ id: images.id }).from(images).where(inArray(images.id, imageIds))
    if (known.length < imageIds.length) throw new AppError('not_found')
  }
  const made = inputs.filter((input) => input.editId !== null)
  if (made.length === 0) return
  const rows = await writer
    .select({ id: edits.id, imageId: edits.outputImageId })
    .from(edits)
    .where(
      and(
        eq(edits.projectId, projectId),
        inArray(
          edits.id,
          made.map((input) => input.editId!),
        ),
      ),
    )
  const outputs = new Map(rows.map((row) => [row.id, row.imageId]))
  if (made.some((input) => outputs.get(input.editId!) !== input.imageId)) throw new AppError('not_found')
}

/** The upload at the top of the branch that an input stands on. */
export async function readRoots(
  writer: Writer,
  inputs: RunInput[],
): Promise<(input: RunInput) => string | null> {
  const ids = inputs.flatMap((input) => input.editId ?? [])
  const rows =
    ids.length === 0
      ? []
      : await writer
          .select({ id: edits.id, root: edits.rootImageId })
          .from(edits)
          .where(inArray(edits.id, ids))
  const roots = new Map(rows.map((row) => [row.id, row.root]))
  return (input) => (input.editId === null ? input.imageId : (roots.get(input.editId) ?? null))
}
