import 'server-only'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import * as z from 'zod'

/** Any fixed number: two processes that migrate at the same moment wait for each other on it. */
const ADVISORY_LOCK = 4_711_202_611

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) })

/** The time of the newest migration in a folder `drizzle`, in ms: it names the form of the tables. */
export async function newestKnown(folder: string): Promise<number> {
  const journal = journalSchema.parse(
    JSON.parse(await readFile(path.join(folder, 'meta/_journal.json'), 'utf8')),
  )
  return Math.max(0, ...journal.entries.map(({ when }) => when))
}

async function newestApplied(client: pg.Client): Promise<number> {
  const exists = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as name`)
  if (!exists.rows[0].name) return 0
  const { rows } = await client.query('select max(created_at) as newest from drizzle.__drizzle_migrations')
  return Number(rows[0].newest ?? 0)
}

/**
 * Brings the tables of the studio and of its queue to the form that this version needs. Each step is one transaction,
 * so that a crash leaves the form before or the form after.
 * @param folder the folder `drizzle` of this version.
 * @throws Error when a newer version of Afterimage has used this database.
 */
export async function migrateDatabase(signal: AbortSignal, url: string, folder: string): Promise<void> {
  signal.throwIfAborted()
  const client = new pg.Client({ connectionString: url, application_name: 'afterimage migration' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    if ((await newestApplied(client)) > (await newestKnown(folder)))
      throw new Error(
        'A newer version of Afterimage has used this database. Install that version or a later one.',
      )
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folder })
    await runMigrations({ connectionString: url, maxPoolSize: 1, logger: new Logger(() => () => {}) })
  } finally {
    await client.end()
  }
}
