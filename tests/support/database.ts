import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { createDatabase, type Database } from '@/lib/db/connection.server'
import { command, TEMPLATE, urlOf } from './postgres'

export type TestDatabase = Database & { url: string }

/** An empty, migrated database of its own on a real PostgreSQL. For `beforeAll`; call `close` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl')
  if (!serverUrl) throw new Error('Only files that import from support/database have a PostgreSQL.')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await command(serverUrl, `create database ${name} template ${TEMPLATE}`)
  const url = urlOf(serverUrl, name)
  const database = createDatabase(url)
  return {
    ...database,
    url,
    async close() {
      await database.close()
      await command(serverUrl, `drop database ${name} with (force)`)
    },
  }
}
