import 'server-only'
import { sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { EDIT_STATES, isSettled } from '@/lib/edits/state'

/** What was deleted can be brought back for this long, and bytes that nobody refers to stay as long. */
export const KEPT = sql`interval '1 day'`

const OPEN_STATES = sql.param(EDIT_STATES.filter((state) => !isSettled(state)))

/**
 * Takes what was deleted more than a day ago out of the records for good, and runs that have no edit left. Work that is
 * still under way, and results that stand among the inputs, stay.
 */
export async function purgeDeleted(db: Records): Promise<void> {
  await db.execute(sql`
    delete from projects where deleted_at < now() - ${KEPT}
      and not exists (
        select from edits where edits.project_id = projects.id and edits.state = any(${OPEN_STATES}::text[]))`)
  await db.execute(sql`
    delete from edits where deleted_at < now() - ${KEPT} and state <> all(${OPEN_STATES}::text[])
      and not exists (select from inputs where inputs.edit_id = edits.id)
      and not exists (
        select from edits as child where child.parent_edit_id = edits.id and child.deleted_at is null)`)
  await db.execute(sql`
    delete from runs where created_at < now() - ${KEPT}
      and not exists (select from edits where edits.run_id = runs.id)`)
  await db.execute(sql`
    delete from roots where deleted_at < now() - ${KEPT}
      and not exists (
        select from edits where edits.project_id = roots.project_id and edits.root_image_id = roots.image_id)`)
}

/**
 * Images that nobody has seen for a day and nothing refers to: neither a record nor, by its hash, a request or
 * a recipe, which also names the model's own answer to a selection.
 */
export async function findUnused(db: Pick<Records, 'execute'>): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with named as (
      select (regexp_matches(request::text, '[0-9a-f]{64}', 'g'))[1] as id from runs
      union select (regexp_matches(asked::text, '[0-9a-f]{64}', 'g'))[1] from recipes
      union select (regexp_matches(answered::text, '[0-9a-f]{64}', 'g'))[1] from recipes)
    select id from images where seen_at < now() - ${KEPT} and ${isUnreferenced}
      and not exists (select from named where named.id = images.id)`)
  return rows.map(({ id }) => id)
}

const isUnreferenced = sql`
  not exists (select from roots where roots.image_id = images.id)
  and not exists (select from inputs where inputs.image_id = images.id)
  and not exists (
    select from edits where edits.input_image_id = images.id
      or edits.root_image_id = images.id or edits.output_image_id = images.id)`

/**
 * Takes an image out of the records unless somebody came for it meanwhile, and removes its bytes before that counts:
 * whoever brings the same bytes just then waits, finds them gone, and stores them again (`createIngest`).
 */
export async function dropImage(db: Records, id: string, removeBytes: () => Promise<void>): Promise<boolean> {
  return db.transaction(async (writer) => {
    const { rowCount } = await writer.execute(sql`
      delete from images where id = ${id} and seen_at < now() - ${KEPT} and ${isUnreferenced}`)
    if (!rowCount) return false
    await removeBytes()
    return true
  })
}

class Undone extends Error {}

/**
 * Removes bytes that have no record. The id is taken for as long as that lasts, by a row that is never committed: an
 * upload of the same bytes waits for it.
 */
export async function dropUnrecorded(
  db: Records,
  id: string,
  removeBytes: () => Promise<void>,
): Promise<boolean> {
  try {
    return await db.transaction(async (writer) => {
      const { rowCount } = await writer.execute(sql`
        insert into images (id, width, height, format, bytes, facts) values (${id}, 0, 0, '', 0, '{}')
        on conflict do nothing`)
      if (!rowCount) return false
      await removeBytes()
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone) return true
    throw error
  }
}

/** Of these ids, those for which a record stands in a table. */
export async function whichExist(
  db: Pick<Records, 'execute'>,
  table: 'images' | 'edits',
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select id::text as id from ${sql.identifier(table)} where id::text = any(${sql.param(ids)}::text[])`,
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Of these attempts, those whose raw answers nobody needs: every edit of theirs has its picture, or is gone for good.
 * An edit that was sent again has the picture of another attempt: what still lies here was never shown.
 * An attempt without a record is not among them: its answer may be all that is left of something that was paid for.
 */
export async function whichAreSettled(
  db: Pick<Records, 'execute'>,
  attemptIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id::text as id from attempts where id::text = any(${sql.param(attemptIds)}::text[])
      and finished_at < now() - ${KEPT}
      and not exists (
        select from edits where edits.batch_id = attempts.batch_id and edits.state <> 'succeeded')
      and not exists (
        select from jsonb_array_elements(attempts.results) as kept (picture)
        join edits on edits.id = (kept.picture ->> 'editId')::uuid and edits.batch_id <> attempts.batch_id)`)
  return new Set(rows.map(({ id }) => id))
}
