import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Records } from '@/lib/db/connection.server'
import { edits, inputs, projects, recipes, roots, runs } from '@/lib/db/schema'
import { messageOf } from '@/lib/errors'
import type { Archive, ArchivedEdit } from '@/lib/history/archive/archive'
import { replaceIds } from '@/lib/history/archive/ids'

/** PostgreSQL takes 65,535 values in one statement; an edit has about thirty. */
const ROWS_AT_A_TIME = 500

type Writer = Pick<Records, 'insert'>
type NewEdit = typeof edits.$inferInsert

/**
 * Writes the records of an archive as a new project, in one transaction. Its images and maps are stored already.
 * @param editIds the new id of each edit
 */
export async function insertArchive(
  db: Records,
  archive: Archive,
  editIds: ReadonlyMap<string, string>,
): Promise<string> {
  const projectId = randomUUID()
  const runIds = new Map(archive.runs.map(({ id }) => [id, randomUUID()]))
  const batchIds = new Map(archive.edits.map(({ batchId }) => [batchId, randomUUID()]))
  const newIds = new Map([...editIds, ...runIds, ...batchIds])
  await db.transaction(async (writer) => {
    await writer.insert(projects).values({ id: projectId, name: archive.name })
    await inParts(archive.roots, (part) =>
      writer
        .insert(roots)
        .values(part.map((root) => ({ ...root, projectId, createdAt: new Date(root.createdAt) }))),
    )
    await inParts(archive.runs, (part) =>
      writer.insert(runs).values(part.map((run) => toRun(run, projectId, newIds))),
    )
    await insertEdits(writer, archive.edits, projectId, newIds)
    await inParts(archive.inputs, (part) =>
      writer.insert(inputs).values(
        part.map(({ imageId, editId, name }, position) => ({
          projectId,
          position,
          imageId,
          editId: editId && newIds.get(editId)!,
          name,
        })),
      ),
    )
  })
  return projectId
}

async function inParts<Row>(rows: readonly Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) await insert(rows.slice(at, at + ROWS_AT_A_TIME))
}

function toRun(run: Archive['runs'][number], projectId: string, newIds: ReadonlyMap<string, string>) {
  const clientKey = randomUUID()
  const request = { ...(replaceIds(run.request, newIds) as object), projectId, clientKey }
  return { id: newIds.get(run.id)!, projectId, clientKey, request, createdAt: new Date(run.createdAt) }
}

async function insertEdits(
  writer: Writer,
  archived: readonly ArchivedEdit[],
  projectId: string,
  newIds: ReadonlyMap<string, string>,
): Promise<void> {
  await inParts(archived, (part) =>
    writer.insert(edits).values(part.map((edit) => toEdit(edit, projectId, newIds))),
  )
  const withRecipes = archived.filter(({ recipe }) => recipe)
  await inParts(withRecipes, (part) =>
    writer.insert(recipes).values(
      part.map(({ id, recipe }) => ({
        editId: newIds.get(id)!,
        asked: recipe?.asked,
        sent: recipe?.sent,
        answered: recipe && replaceIds(recipe.answered, newIds),
      })),
    ),
  )
}

function toEdit(
  { recipe, maps, ...edit }: ArchivedEdit,
  projectId: string,
  newIds: ReadonlyMap<string, string>,
): NewEdit {
  return {
    ...edit,
    ...stateOf(edit),
    id: newIds.get(edit.id)!,
    runId: newIds.get(edit.runId)!,
    batchId: newIds.get(edit.batchId)!,
    parentEditId: edit.parentEditId && newIds.get(edit.parentEditId)!,
    replayOf: edit.replayOf && newIds.get(edit.replayOf)!,
    projectId,
    createdAt: new Date(edit.createdAt),
    startedAt: toDate(edit.startedAt),
    finishedAt: toDate(edit.finishedAt),
  }
}

const toDate = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))

/** Who could be asked for an unknown outcome stayed with the instance that sent the request. */
function stateOf({ state, failure }: Pick<ArchivedEdit, 'state' | 'failure'>) {
  if (state !== 'outcome_unknown') return { state, failure }
  const code = 'outcome_unknown' as const
  return {
    state: 'failed' as const,
    failure: failure ?? { code, message: messageOf(code), billed: 'unknown' as const, hints: [] },
  }
}
