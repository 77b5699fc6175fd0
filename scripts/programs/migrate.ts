import { fileURLToPath } from 'node:url'
import { waitForDatabase } from '@/lib/db/connection.server'
import { startCurrentDatabase } from '@/lib/db/current-database.server'
import { migrateDatabase } from '@/lib/db/migrate.server'
import { readEnv } from '@/lib/env.server'
import { claimDataFolder } from '../supervisor/preflight'

const folder = fileURLToPath(new URL('../drizzle', import.meta.url))
const { signal } = new AbortController()

async function migrateExternal(url: string): Promise<void> {
  await waitForDatabase(signal, url, (reason) => console.error(`Waiting for the database (${reason}).`))
  await migrateDatabase(signal, url, folder)
}

async function migrateEmbedded(dataDir: string): Promise<void> {
  const lock = await claimDataFolder(dataDir, '')
  try {
    const database = await startCurrentDatabase(signal, dataDir, folder, console.error)
    await database.stop()
  } finally {
    lock.release()
  }
}

try {
  const { DATABASE_URL, DATA_DIR } = readEnv()
  await (DATABASE_URL ? migrateExternal(DATABASE_URL) : migrateEmbedded(DATA_DIR))
  console.log('The database is up to date.')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
