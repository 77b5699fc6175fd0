import 'server-only'
import { and, eq, inArray, isNotNull, type SQL } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { images, roots } from '@/lib/db/schema'
import { toImageView } from '@/lib/edits/edit-views.server'
import { publish, type Writer } from '@/lib/edits/event-records.server'
import { orderMoments } from '@/lib/edits/root-moments'
import type { RunInput } from '@/lib/edits/run-request'
import type { RootView } from '@/lib/edits/view'

/** Uploads with their images, oldest first. */
export async function readRootViews(
  db: Pick<Records, 'select'>,
  where: SQL | undefined,
): Promise<RootView[]> {
  const rows = await db
    .select({ root: roots, image: images })
    .from(roots)
    .innerJoin(images, eq(images.id, roots.imageId))
    .where(where)
    .orderBy(roots.createdAt)
  return rows.map(({ root, image }) => ({
    kind: 'root',
    image: toImageView(image),
    name: root.name,
    title: root.title,
    starred: root.starred,
    createdAt: root.createdAt.toISOString(),
  }))
}

/**
 * Makes uploads among the inputs roots of the project's tree; those that are already are left as they are. What was
 * added together stands in the tree in the order of the inputs, whichever arrived first.
 */
export async function ensureRoots(writer: Writer, projectId: string, inputs: RunInput[]): Promise<void> {
  const uploads = new Map(
    inputs.filter((input) => input.editId === null).map((input) => [input.imageId, input]),
  )
  if (uploads.size === 0) return
  const made = await writer
    .insert(roots)
    .values([...uploads.values()].map(({ imageId, name }) => ({ projectId, imageId, name })))
    .onConflictDoUpdate({
      target: [roots.projectId, roots.imageId],
      set: { deletedAt: null },
      setWhere: isNotNull(roots.deletedAt),
    })
    .returning({ imageId: roots.imageId })
  const ids = made.map(({ imageId }) => imageId)
  if (ids.length > 0) await putInOrder(writer, projectId, [...uploads.keys()], ids)
  await tellAboutRoots(writer, projectId, ids)
}

/** The tree goes by moments: new roots are given such as lie between those of their neighbours among the inputs. */
async function putInOrder(
  writer: Writer,
  projectId: string,
  imageIds: string[],
  madeIds: string[],
): Promise<void> {
  const rows = await writer
    .select({ imageId: roots.imageId, createdAt: roots.createdAt })
    .from(roots)
    .where(and(eq(roots.projectId, projectId), inArray(roots.imageId, imageIds)))
  const momentOf = new Map(rows.map(({ imageId, createdAt }) => [imageId, createdAt.getTime()]))
  const listed = imageIds.map((imageId) => ({ ms: momentOf.get(imageId)!, isNew: madeIds.includes(imageId) }))
  for (const [at, ms] of orderMoments(listed).entries())
    if (ms !== listed[at]!.ms)
      await writer
        .update(roots)
        .set({ createdAt: new Date(ms) })
        .where(and(eq(roots.projectId, projectId), eq(roots.imageId, imageIds[at]!)))
}

export async function tellAboutRoots(writer: Writer, projectId: string, imageIds: string[]): Promise<void> {
  if (imageIds.length === 0) return
  const views = await readRootViews(
    writer,
    and(eq(roots.projectId, projectId), inArray(roots.imageId, imageIds)),
  )
  await publish(
    writer,
    projectId,
    views.map((node) => ({ type: 'node', node })),
  )
}
