import 'server-only'
import { and, eq, inArray, isNotNull, type SQL } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { images, roots } from '@/lib/db/schema'
import { toImageView } from '@/lib/edits/edit-views.server'
import { publish, type Writer } from '@/lib/edits/event-records.server'
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

/** Makes uploads among the inputs roots of the project's tree; those that are already are left as they are. */
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
  await tellAboutRoots(
    writer,
    projectId,
    made.map((root) => root.imageId),
  )
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
