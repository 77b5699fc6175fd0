import { rmSync } from 'node:fs'
import path from 'node:path'
import { createDatabase, type Database } from '@/lib/db/connection.server'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/db/embedded.server'
import { migrateDatabase } from '@/lib/db/migrate.server'
import { createDataFolder } from './data-folder'

export type TestDatabase = Database & { url: string }

/** An empty, migrated database on a real PostgreSQL of its own. For `beforeAll`; call `close` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const folder = createDataFolder()
  const signal = new AbortController().signal
  const server: EmbeddedDatabase = await startEmbedded(signal, folder)
  await migrateDatabase(signal, server.url, path.resolve('drizzle'))
  const database = createDatabase(server.url)
  return {
    ...database,
    url: server.url,
    async close() {
      await database.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
