import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, roots } from '@/lib/db/schema'
import { changeEdits, tellAbout } from '@/lib/edits/edit-records.server'
import { publish, type Writer } from '@/lib/edits/event-records.server'
import { tellAboutRoots } from '@/lib/edits/root-records.server'
import type { NodeRef } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'

export const editIdsOf = (nodes: NodeRef[]) => nodes.flatMap((node) => (node.kind === 'edit' ? node.id : []))
export const rootIdsOf = (nodes: NodeRef[]) =>
  nodes.flatMap((node) => (node.kind === 'root' ? node.imageId : []))

/**
 * Takes nodes and all under them out of the tree. Nothing is lost: `restoreNodes` with the answer brings all back.
 * @returns every node that went.
 */
export async function deleteNodes(db: Records, projectId: string, nodes: NodeRef[]): Promise<NodeRef[]> {
  return db.transaction(async (writer) => {
    const goneRoots = await markRoots(writer, projectId, rootIdsOf(nodes), new Date())
    const under = await findUnder(writer, projectId, editIdsOf(nodes), goneRoots)
    const goneEdits = await markEdits(writer, projectId, under, new Date())
    const removed: NodeRef[] = [
      ...goneRoots.map((imageId): NodeRef => ({ kind: 'root', imageId })),
      ...goneEdits.map(({ id }): NodeRef => ({ kind: 'edit', id })),
    ]
    if (removed.length > 0) await publish(writer, projectId, [{ type: 'removed', nodes: removed }])
    return removed
  })
}

export async function restoreNodes(db: Records, projectId: string, nodes: NodeRef[]): Promise<void> {
  await db.transaction(async (writer) => {
    const backRoots = await markRoots(writer, projectId, rootIdsOf(nodes), null)
    const backEdits = await markEdits(writer, projectId, editIdsOf(nodes), null)
    await tellAboutRoots(writer, projectId, backRoots)
    await tellAbout(writer, backEdits)
  })
}

export async function starNode(
  db: Records,
  projectId: string,
  node: NodeRef,
  starred: boolean,
): Promise<void> {
  await changeNode(db, projectId, node, { starred })
}

/** A title of null brings back the name that the node has by itself. */
export async function renameNode(
  db: Records,
  projectId: string,
  node: NodeRef,
  title: string | null,
): Promise<void> {
  await changeNode(db, projectId, node, { title })
}

/** Marks the winner of a run: the others of that run lose the mark. */
export async function keepEdit(db: Records, editId: string, kept: boolean): Promise<void> {
  await db.transaction(async (writer) => {
    const [edit] = await writer.select({ runId: edits.runId }).from(edits).where(eq(edits.id, editId))
    if (!edit) throw new AppError('not_found')
    // All rows before the first event: whoever changes one of them waits for the order of the events with it in hand.
    const members = await writer
      .select({ id: edits.id, kept: edits.kept })
      .from(edits)
      .where(eq(edits.runId, edit.runId))
      .orderBy(edits.id)
      .for('update')
    const rivals = members.filter((member) => member.kept && member.id !== editId)
    await changeEdits(writer, { ids: rivals.map((rival) => rival.id) }, { kept: false })
    await changeEdits(writer, { ids: [editId] }, { kept })
  })
}

async function changeNode(
  db: Records,
  projectId: string,
  node: NodeRef,
  change: { starred?: boolean; title?: string | null },
): Promise<void> {
  await db.transaction(async (writer) => {
    if (node.kind === 'edit') {
      const [edit] = await writer
        .select({ id: edits.id })
        .from(edits)
        .where(and(eq(edits.id, node.id), eq(edits.projectId, projectId)))
      const changed = await changeEdits(writer, { ids: edit ? [edit.id] : [] }, change)
      if (changed.length === 0) throw new AppError('not_found')
      return
    }
    const changed = await writer
      .update(roots)
      .set(change)
      .where(and(eq(roots.projectId, projectId), eq(roots.imageId, node.imageId), isNull(roots.deletedAt)))
      .returning({ imageId: roots.imageId })
    if (changed.length === 0) throw new AppError('not_found')
    await tellAboutRoots(writer, projectId, [node.imageId])
  })
}

async function markRoots(writer: Writer, projectId: string, imageIds: string[], deletedAt: Date | null) {
  if (imageIds.length === 0) return []
  const marked = await writer
    .update(roots)
    .set({ deletedAt })
    .where(
      and(
        eq(roots.projectId, projectId),
        inArray(roots.imageId, imageIds),
        deletedAt ? isNull(roots.deletedAt) : undefined,
      ),
    )
    .returning({ imageId: roots.imageId })
  return marked.map((root) => root.imageId)
}

async function markEdits(writer: Writer, projectId: string, ids: string[], deletedAt: Date | null) {
  if (ids.length === 0) return []
  return writer
    .update(edits)
    .set({ deletedAt })
    .where(
      and(
        eq(edits.projectId, projectId),
        inArray(edits.id, ids),
        deletedAt ? isNull(edits.deletedAt) : undefined,
      ),
    )
    .returning()
}

/**
 * The edits given, those made from the roots given, and everything made from them. An edit whose own parent is not in
 * this project hangs under the photo that it was made from.
 */
export async function findUnder(
  writer: Writer,
  projectId: string,
  editIds: string[],
  rootImageIds: string[],
): Promise<string[]> {
  const result = await writer.execute<{ id: string }>(sql`
    with recursive under as (
      select id from edits
      where project_id = ${projectId}
        and (id = any(${sql.param(editIds)}::uuid[])
          or (input_image_id = any(${sql.param(rootImageIds)}::text[]) and not exists (
            select from edits parent where parent.id = edits.parent_edit_id and parent.project_id = ${projectId}
              and parent.deleted_at is null)))
      union
      select edits.id from edits join under on edits.parent_edit_id = under.id where edits.project_id = ${projectId}
    ) select id from under`)
  return result.rows.map((row) => row.id)
}
