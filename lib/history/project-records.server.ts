import 'server-only'
import { and, desc, eq, isNull, ne, notExists, type SQL, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, projects, roots, runs } from '@/lib/db/schema'
import { publish, type Writer } from '@/lib/edits/event-records.server'
import type { ProjectView } from '@/lib/edits/view'
import { AppError } from '@/lib/errors'

export const NEW_PROJECT_NAME = 'Untitled project'
export const PROJECT_NAME_MAX_LENGTH = 120
/** What a name that nobody typed may take of the header. */
const SHOWN_NAME_LENGTH = 60

/** A line of the project list. */
export type ProjectSummary = ProjectView & {
  touchedAt: string
  edits: number
  /** Up to four images to show, the latest first. */
  imageIds: string[]
}

/** @throws AppError `not_found` when the project does not exist or is deleted. */
export async function requireProject(db: Pick<Records, 'select'>, projectId: string): Promise<ProjectView> {
  const [project] = await db
    .select({ id: projects.id, name: projects.name })
    .from(projects)
    .where(and(eq(projects.id, projectId), isNull(projects.deletedAt)))
  if (!project) throw new AppError('not_found')
  return project
}

/** Whether there ever was such a project: a deleted one may come back. */
export async function hasProject(db: Pick<Records, 'select'>, projectId: string): Promise<boolean> {
  const found = await db.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId))
  return found.length > 0
}

export async function createProject(db: Records, name?: string): Promise<string> {
  const [project] = await db
    .insert(projects)
    .values({ name: name ?? NEW_PROJECT_NAME, isNamed: name !== undefined })
    .returning({ id: projects.id })
  return project!.id
}

/** The project that was worked on last, or a new one on a first visit. */
export async function latestOrNewProject(db: Records): Promise<string> {
  const [latest] = await db
    .select({ id: projects.id })
    .from(projects)
    .where(isNull(projects.deletedAt))
    .orderBy(desc(projects.touchedAt))
    .limit(1)
  return latest?.id ?? createProject(db)
}

/**
 * All projects, the one worked on last first. The tables are named in the inner selects, because drizzle writes their
 * columns bare there and `id` would be the edit's own.
 */
export async function listProjects(db: Records): Promise<ProjectSummary[]> {
  const rows = await db
    .select({
      id: projects.id,
      name: projects.name,
      touchedAt: projects.touchedAt,
      edits: sql<number>`(select count(*)::int from ${edits} where ${edits}.project_id = ${projects}.id and ${edits.deletedAt} is null)`,
      imageIds: sql<string[]>`array(
        select shown.id from (
          select ${edits.outputImageId} as id, ${edits.createdAt} as at from ${edits}
          where ${edits}.project_id = ${projects}.id and ${edits.deletedAt} is null and ${edits.outputImageId} is not null
          union all
          select ${roots.imageId}, ${roots.createdAt} from ${roots}
          where ${roots}.project_id = ${projects}.id and ${roots.deletedAt} is null
        ) as shown order by shown.at desc limit 4)`,
    })
    .from(projects)
    .where(isNull(projects.deletedAt))
    .orderBy(desc(projects.touchedAt))
  return rows.map((row) => ({ ...row, touchedAt: row.touchedAt.toISOString() }))
}

export async function renameProject(db: Records, projectId: string, name: string): Promise<void> {
  await db.transaction(async (writer) => {
    await changeProject(writer, projectId, { name, isNamed: true })
    await publish(writer, projectId, [{ type: 'project', project: { id: projectId, name } }])
  })
}

/** Names a project that nobody has named after its primary photo, which may still change, until it has a run. */
export async function nameAfterPhoto(writer: Writer, projectId: string, fileName: string): Promise<void> {
  const hasRun = writer.select({ id: runs.id }).from(runs).where(eq(runs.projectId, projectId))
  await nameUnnamed(writer, projectId, fileName, notExists(hasRun))
}

/** Names a project that neither anybody nor a photo has named after the words that it began with. */
export async function nameAfterWords(writer: Writer, projectId: string, prompt: string): Promise<void> {
  await nameUnnamed(writer, projectId, prompt, eq(projects.name, NEW_PROJECT_NAME))
}

async function nameUnnamed(writer: Writer, projectId: string, words: string, isYoung: SQL): Promise<void> {
  const line = words.replace(/\.(jpe?g|png|webp)$/i, '').replace(/\s+/g, ' ')
  const name = shorten(line.trim(), SHOWN_NAME_LENGTH)
  if (name === '') return
  const named = await writer
    .update(projects)
    .set({ name })
    .where(and(eq(projects.id, projectId), eq(projects.isNamed, false), ne(projects.name, name), isYoung))
    .returning({ id: projects.id })
  if (named.length > 0)
    await publish(writer, projectId, [{ type: 'project', project: { id: projectId, name } }])
}

/** Cut between two words, where there are two, and never within a letter that takes two units. */
function shorten(text: string, length: number): string {
  const letters = [...text]
  if (letters.length <= length) return text
  const start = letters.slice(0, length - 1).join('')
  return `${start.replace(/\s+\S*$/, '')}…`
}

/** Hides a project; `restoreProject` brings it back with all it held. */
export async function deleteProject(db: Records, projectId: string): Promise<void> {
  await changeProject(db, projectId, { deletedAt: new Date() })
}

export async function restoreProject(db: Records, projectId: string): Promise<void> {
  await changeProject(db, projectId, { deletedAt: null })
}

async function changeProject(
  writer: Pick<Records, 'update'>,
  projectId: string,
  change: { name?: string; isNamed?: boolean; deletedAt?: Date | null },
): Promise<void> {
  const changed = await writer
    .update(projects)
    .set({ ...change, touchedAt: sql`now()` })
    .where(eq(projects.id, projectId))
    .returning({ id: projects.id })
  if (changed.length === 0) throw new AppError('not_found')
}
