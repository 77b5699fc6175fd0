import 'server-only'
import { statfs } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import type { Damage } from '@/lib/jobs/scrub.server'
import type { Storage } from '@/lib/storage/contract'

/** What takes how much room on this instance, in bytes. */
export type StorageUse = {
  originals: number
  results: number
  /** Masks, and pictures that nothing refers to any more until the sweep takes them. */
  others: number
  smallCopies: number
  maps: number
  /** Answers of vendors as they came, until their pictures are stored. */
  rawAnswers: number
  database: number
  /** Where files are written; null when they are in a bucket. */
  free: number | null
  projects: ProjectUse[]
  /** Deleted projects that the sweep has not taken yet. */
  deletedProjects: number
  damaged: DamagedImage[]
  /** How many pictures there are, and how many were compared with their hash at least once. */
  pictures: number
  checked: number
}
export type ProjectUse = { id: string; name: string; pictures: number; bytes: number }
export type DamagedImage = { imageId: string; damage: Damage; projectId: string | null; name: string | null }

/**
 * Looks what takes how much. Pictures are counted by their records, everything else by what is stored.
 * @param folder where files are written, when they are in a folder
 */
export async function readStorageUse(
  signal: AbortSignal,
  { db, storage }: { db: Records; storage: Storage },
  folder: string | undefined,
): Promise<StorageUse> {
  const [pictures, projects, damaged, smallCopies, maps, selections, rawAnswers] = await Promise.all([
    readPictures(db),
    readProjects(db),
    readDamaged(db),
    ...['renditions', 'fidelity', 'selections', 'results'].map((name) => sumOf(signal, storage, name)),
  ])
  const shown = projects.filter(({ isDeleted }) => !isDeleted)
  return {
    ...pictures,
    smallCopies: smallCopies ?? 0,
    maps: (maps ?? 0) + (selections ?? 0),
    rawAnswers: rawAnswers ?? 0,
    free: folder === undefined ? null : await freeIn(folder),
    projects: shown.map(({ isDeleted, ...project }) => project),
    deletedProjects: projects.length - shown.length,
    damaged,
  }
}

async function sumOf(signal: AbortSignal, storage: Storage, folder: string): Promise<number> {
  let bytes = 0
  for await (const { sizeBytes } of storage.list(signal, folder)) bytes += sizeBytes
  return bytes
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** An upload that is a result as well counts as an upload. `bigint` sums leave the database as text. */
async function readPictures(db: Records) {
  const { rows } = await db.execute<Record<string, string>>(sql`
    with kinds as (
      select images.bytes, images.checked_at is not null as is_checked,
        exists (select from roots where roots.image_id = images.id) as is_upload,
        exists (select from edits where edits.output_image_id = images.id) as is_result
      from images)
    select coalesce(sum(bytes) filter (where is_upload), 0) as originals,
      coalesce(sum(bytes) filter (where is_result and not is_upload), 0) as results,
      coalesce(sum(bytes) filter (where not is_result and not is_upload), 0) as others,
      count(*) as pictures, count(*) filter (where is_checked) as checked,
      pg_database_size(current_database()) as database
    from kinds`)
  const numberOf = (name: string) => Number(rows[0]?.[name] ?? 0)
  return {
    originals: numberOf('originals'),
    results: numberOf('results'),
    others: numberOf('others'),
    pictures: numberOf('pictures'),
    checked: numberOf('checked'),
    database: numberOf('database'),
  }
}

/** The largest first. A picture that stands in several projects counts in each. */
async function readProjects(db: Records): Promise<(ProjectUse & { isDeleted: boolean })[]> {
  const { rows } = await db.execute<{
    id: string
    name: string
    deleted: boolean
    pictures: string
    bytes: string
  }>(sql`
    with used as (
      select project_id, image_id from roots
      union select project_id, output_image_id from edits where output_image_id is not null
      union select project_id, input_image_id from edits where input_image_id is not null)
    select projects.id, projects.name, projects.deleted_at is not null as deleted,
      count(images.id) as pictures, coalesce(sum(images.bytes), 0) as bytes
    from projects
      left join used on used.project_id = projects.id
      left join images on images.id = used.image_id
    group by projects.id order by coalesce(sum(images.bytes), 0) desc, projects.name`)
  return rows.map(({ id, name, deleted, pictures, bytes }) => ({
    id,
    name,
    isDeleted: deleted,
    pictures: Number(pictures),
    bytes: Number(bytes),
  }))
}

/** Damaged pictures with the project in which they were seen last, by the name that they have there. */
async function readDamaged(db: Records): Promise<DamagedImage[]> {
  const { rows } = await db.execute<{ id: string; damage: Damage; project_id: string; name: string }>(sql`
    select images.id, images.damage, place.project_id, place.name from images
      left join lateral (
        select project_id, coalesce(title, name) as name, created_at from roots where image_id = images.id
        union all
        select project_id, coalesce(title, prompt), created_at from edits where output_image_id = images.id
        order by created_at desc limit 1) as place on true
    where images.damage is not null order by images.id`)
  return rows.map(({ id, damage, project_id, name }) => ({
    imageId: id,
    damage,
    projectId: project_id,
    name,
  }))
}
