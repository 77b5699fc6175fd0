import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type Records, SEES_ONE_MOMENT } from '@/lib/db/connection.server'
import { edits, images, inputs, recipes, roots, runs } from '@/lib/db/schema'
import { EDIT_STATES, isSettled } from '@/lib/edits/state'
import {
  ARCHIVE_VERSION,
  ARCHIVED_EDIT_FIELDS,
  type Archive,
  archiveSchema,
} from '@/lib/history/archive/archive'
import { requireProject } from '@/lib/history/project-records.server'

type Reader = Pick<Records, 'select'>
type EditRow = typeof edits.$inferSelect
type RecipeRow = typeof recipes.$inferSelect

const SETTLED = EDIT_STATES.filter(isSettled)
const IMAGE_ID = /\b[0-9a-f]{64}\b/g

/**
 * The records of a project as an archive holds them, as of one moment, still without maps. What is deleted or still
 * under way stays behind.
 * @throws AppError `not_found`
 */
export async function readArchive(db: Records, projectId: string): Promise<Archive> {
  return db.transaction(async (reader) => readAll(reader, projectId), SEES_ONE_MOMENT)
}

async function readAll(reader: Reader, projectId: string): Promise<Archive> {
  const { name } = await requireProject(reader, projectId)
  const rootRows = await reader
    .select()
    .from(roots)
    .where(and(eq(roots.projectId, projectId), isNull(roots.deletedAt)))
    .orderBy(roots.createdAt, roots.imageId)
  const editRows = await reader
    .select({ edit: edits, recipe: recipes })
    .from(edits)
    .leftJoin(recipes, eq(recipes.editId, edits.id))
    .where(and(eq(edits.projectId, projectId), isNull(edits.deletedAt), inArray(edits.state, SETTLED)))
    .orderBy(edits.createdAt, edits.runId, edits.position)
  const known = new Set(editRows.map(({ edit }) => edit.id))
  const usedRuns = new Set(editRows.map(({ edit }) => edit.runId))
  const runRows = await reader
    .select()
    .from(runs)
    .where(eq(runs.projectId, projectId))
    .orderBy(runs.createdAt, runs.id)
  const inputRows = await reader
    .select()
    .from(inputs)
    .where(eq(inputs.projectId, projectId))
    .orderBy(inputs.position)
  const records = {
    roots: rootRows.map(({ imageId, name, title, starred, createdAt }) => ({
      imageId,
      name,
      title,
      starred,
      createdAt: createdAt.toISOString(),
    })),
    inputs: inputRows.map(({ imageId, editId, name }) => ({ imageId, editId: knownOf(known, editId), name })),
    runs: runRows
      .filter(({ id }) => usedRuns.has(id))
      .map(({ id, request, createdAt }) => ({ id, request, createdAt: createdAt.toISOString() })),
    edits: editRows.map(({ edit, recipe }) => toArchived(edit, recipe, known)),
  }
  return archiveSchema.parse({
    afterimage: 'project',
    version: ARCHIVE_VERSION,
    name,
    images: await readImages(reader, records),
    ...records,
  })
}

const knownOf = (known: ReadonlySet<string>, id: string | null) => (id && known.has(id) ? id : null)

function toArchived(row: EditRow, recipe: RecipeRow | null, known: ReadonlySet<string>) {
  const kept = Object.fromEntries(
    Object.entries(row).filter(([field]) => ARCHIVED_EDIT_FIELDS.includes(field)),
  )
  return {
    ...kept,
    parentEditId: knownOf(known, row.parentEditId),
    replayOf: knownOf(known, row.replayOf),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    recipe: recipe && { asked: recipe.asked, sent: recipe.sent, answered: recipe.answered },
    maps: [],
  }
}

/** Every picture that the records name: also masks and further inputs, which stand in requests and recipes alone. */
async function readImages(reader: Reader, records: object) {
  const named = [...new Set(JSON.stringify(records).match(IMAGE_ID) ?? [])].sort()
  const found = []
  for (let at = 0; at < named.length; at += 1000) {
    const part = named.slice(at, at + 1000)
    found.push(
      ...(await reader
        .select({ id: images.id, format: images.format, bytes: images.bytes })
        .from(images)
        .where(inArray(images.id, part))),
    )
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}
