import 'server-only'
import path from 'node:path'
import { createDatabase } from '@/lib/db/connection.server'
import { readEnv } from '@/lib/env.server'
import { createFolderStorage } from '@/lib/storage/folder.server'

function createServices() {
  const env = readEnv()
  if (!env.DATABASE_URL) throw new Error('DATABASE_URL is not set: start with npm start or npm run dev.')
  return {
    env,
    database: createDatabase(env.DATABASE_URL),
    storage: createFolderStorage({ folder: path.join(env.DATA_DIR, 'files') }),
  }
}

export type Services = ReturnType<typeof createServices>

/** Kept on the process: Next loads this module once for each of its bundles. */
const kept = globalThis as { afterimageServices?: Services }

/** The parts of this process, put together at the first call. */
export function getServices(): Services {
  kept.afterimageServices ??= createServices()
  return kept.afterimageServices
}
