import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { images, inputs, projects } from '@/lib/db/schema'
import { toImageView } from '@/lib/edits/edit-views.server'
import { publish } from '@/lib/edits/event-records.server'
import { ensureRoots } from '@/lib/edits/root-records.server'
import type { RunInput } from '@/lib/edits/run-request'
import type { InputView } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'
import { nameAfterPhoto, requireProject } from '@/lib/history/project-records.server'

/** The chosen inputs of a project, the primary first. */
export async function readInputs(db: Pick<Records, 'select'>, projectId: string): Promise<InputView[]> {
  const rows = await db
    .select({ input: inputs, image: images })
    .from(inputs)
    .innerJoin(images, eq(images.id, inputs.imageId))
    .where(eq(inputs.projectId, projectId))
    .orderBy(inputs.position)
  return rows.map(({ input, image }) => ({
    imageId: input.imageId,
    editId: input.editId,
    name: input.name,
    image: toImageView(image),
  }))
}

/**
 * Replaces the ordered list of inputs. Uploads that are new to the project become roots of its tree.
 * @throws AppError `not_found` when the project or an image is not known here.
 */
export async function setInputs(db: Records, projectId: string, chosen: RunInput[]): Promise<InputView[]> {
  return db.transaction(async (writer) => {
    await requireProject(writer, projectId)
    // One list after another: two at once would both write position 0.
    await writer
      .select({ id: projects.id })
      .from(projects)
      .where(eq(projects.id, projectId))
      .for('no key update')
    const ids = [...new Set(chosen.map((input) => input.imageId))]
    const known = ids.length
      ? await writer.select({ id: images.id }).from(images).where(inArray(images.id, ids))
      : []
    if (known.length < ids.length) throw new AppError('not_found')
    await ensureRoots(writer, projectId, chosen)
    await writer.delete(inputs).where(eq(inputs.projectId, projectId))
    if (chosen.length > 0)
      await writer.insert(inputs).values(
        chosen.map(({ imageId, editId, name }, position) => ({
          projectId,
          position,
          imageId,
          editId,
          name,
        })),
      )
    const photo = chosen.find(({ editId }) => editId === null)
    if (photo) await nameAfterPhoto(writer, projectId, photo.name)
    const views = await readInputs(writer, projectId)
    await publish(writer, projectId, [{ type: 'inputs', inputs: views }])
    return views
  })
}
