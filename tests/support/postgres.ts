import pg from 'pg'

/** A migrated database that nobody works in: each file of tests gets a copy. */
export const TEMPLATE = 'studio_template'

export const urlOf = (serverUrl: string, database: string) =>
  Object.assign(new URL(serverUrl), { pathname: database }).href

export async function command(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
