import 'server-only'
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, inputs, roots, runs } from '@/lib/db/schema'
import { tellAbout } from '@/lib/edits/edit-records.server'
import { publish, type Writer } from '@/lib/edits/event-records.server'
import { tellAboutRoots } from '@/lib/edits/root-records.server'
import type { NodeRef } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import { readInputs } from '@/lib/history/input-records.server'
import { editIdsOf, findUnder, rootIdsOf } from '@/lib/history/node-records.server'
import { requireProject } from '@/lib/history/project-records.server'

export type MovedNodes = { moved: NodeRef[]; made: NodeRef[] }

/** Said when something that is to be moved is still being made. */
const STILL_UNDER_WAY =
  'Something here is still under way. Wait until it has ended, or cancel it, and move it then.'

/**
 * Moves nodes and all under them to another project. What an edit came from stays written with it, so that moving the
 * answer back restores the tree as it was. A photo on which a moved edit stands, and that stays, is a photo there too.
 * @returns every node that went, and the photos that were made there.
 * @throws AppError `not_found`, or `conflict` while something is under way.
 */
export async function moveNodes(
  db: Records,
  fromId: string,
  toId: string,
  refs: NodeRef[],
): Promise<MovedNodes> {
  if (fromId === toId) throw new AppError('bad_request')
  return db.transaction(async (writer) => {
    await requireProject(writer, fromId)
    await requireProject(writer, toId)
    const goneRoots = await moveRoots(writer, fromId, toId, rootIdsOf(refs))
    const ids = await findUnder(writer, fromId, editIdsOf(refs), rootIdsOf(refs))
    await checkSettled(writer, ids)
    if (goneRoots.length + ids.length === 0) throw new AppError('not_found')
    const madeRoots = await standOnPhotos(writer, fromId, toId, ids)
    const moved = await moveEdits(writer, toId, ids)
    const removed: NodeRef[] = [
      ...goneRoots.map((imageId): NodeRef => ({ kind: 'root', imageId })),
      ...ids.map((id): NodeRef => ({ kind: 'edit', id })),
    ]
    await publish(writer, fromId, [{ type: 'removed', nodes: removed }])
    await releaseInputs(writer, fromId, ids)
    await tellAboutRoots(writer, toId, [...new Set([...goneRoots, ...madeRoots])])
    await tellAbout(writer, moved)
    return { moved: removed, made: madeRoots.map((imageId) => ({ kind: 'root', imageId })) }
  })
}

async function moveRoots(
  writer: Writer,
  fromId: string,
  toId: string,
  imageIds: string[],
): Promise<string[]> {
  if (imageIds.length === 0) return []
  const gone = await writer
    .delete(roots)
    .where(and(eq(roots.projectId, fromId), inArray(roots.imageId, imageIds), isNull(roots.deletedAt)))
    .returning()
  if (gone.length > 0)
    await writer
      .insert(roots)
      .values(gone.map((root) => ({ ...root, projectId: toId })))
      .onConflictDoUpdate({ target: [roots.projectId, roots.imageId], set: { deletedAt: null } })
  return gone.map(({ imageId }) => imageId)
}

async function checkSettled(writer: Writer, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const [open] = await writer
    .select({ id: edits.id })
    .from(edits)
    .where(and(inArray(edits.id, ids), isNull(edits.deletedAt), isNull(edits.finishedAt)))
    .limit(1)
  if (open) throw new AppError('conflict', STILL_UNDER_WAY)
}

/** Makes photos there of what the topmost moved edits were made from. */
async function standOnPhotos(writer: Writer, fromId: string, toId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await writer.execute<{ image: string; name: string }>(sql`
    select distinct on (edits.input_image_id) edits.input_image_id as image,
      coalesce(parent.title, left(parent.prompt, 200), root.title, root.name, 'photo') as name
    from edits
      left join edits parent on parent.id = edits.parent_edit_id
      left join roots root on root.project_id = ${fromId} and root.image_id = edits.input_image_id
    where edits.id = any(${sql.param(ids)}::uuid[]) and edits.input_image_id is not null
      and (edits.parent_edit_id is null or not edits.parent_edit_id = any(${sql.param(ids)}::uuid[]))
      and not exists (select from edits there
        where there.id = edits.parent_edit_id and there.project_id = ${toId} and there.deleted_at is null)`)
  if (found.rows.length === 0) return []
  const gone = and(
    eq(roots.projectId, toId),
    inArray(
      roots.imageId,
      found.rows.map(({ image }) => image),
    ),
  )
  await writer.delete(roots).where(and(gone, isNotNull(roots.deletedAt)))
  const made = await writer
    .insert(roots)
    .values(found.rows.map(({ image, name }) => ({ projectId: toId, imageId: image, name })))
    .onConflictDoNothing()
    .returning({ imageId: roots.imageId })
  return made.map(({ imageId }) => imageId)
}

/** A run goes along when all of it goes; otherwise what goes is parted from it, and joins it again on the way back. */
async function moveEdits(writer: Writer, toId: string, ids: string[]) {
  if (ids.length === 0) return []
  const ofEdits = writer.select({ id: edits.runId }).from(edits).where(inArray(edits.id, ids))
  const members = await writer.select().from(runs).where(inArray(runs.id, ofEdits))
  for (const run of members) await moveRun(writer, toId, run, ids)
  return writer.update(edits).set({ projectId: toId }).where(inArray(edits.id, ids)).returning()
}

async function moveRun(
  writer: Writer,
  toId: string,
  run: typeof runs.$inferSelect,
  ids: string[],
): Promise<void> {
  const ofRun = and(eq(edits.runId, run.id), inArray(edits.id, ids))
  const staying = await writer
    .select({ id: edits.id })
    .from(edits)
    .where(and(eq(edits.runId, run.id), sql`not ${inArray(edits.id, ids)}`))
    .limit(1)
  const request = { ...(run.request as object), projectId: toId }
  if (staying.length === 0) {
    const [home] = run.partedFrom
      ? await writer
          .select({ id: runs.id })
          .from(runs)
          .where(and(eq(runs.id, run.partedFrom), eq(runs.projectId, toId)))
      : []
    if (!home) {
      await writer.update(runs).set({ projectId: toId, request }).where(eq(runs.id, run.id))
      return
    }
    await writer.update(edits).set({ runId: home.id }).where(ofRun)
    await writer.delete(runs).where(eq(runs.id, run.id))
    return
  }
  const id = randomUUID()
  await writer
    .insert(runs)
    .values({ ...run, id, projectId: toId, clientKey: randomUUID(), request, partedFrom: run.id })
  await writer.update(edits).set({ runId: id }).where(ofRun)
}

/** Inputs that were results which went are from now on photos like any other. */
async function releaseInputs(writer: Writer, projectId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const released = await writer
    .update(inputs)
    .set({ editId: null })
    .where(and(eq(inputs.projectId, projectId), inArray(inputs.editId, ids)))
    .returning({ position: inputs.position })
  if (released.length > 0)
    await publish(writer, projectId, [{ type: 'inputs', inputs: await readInputs(writer, projectId) }])
}
