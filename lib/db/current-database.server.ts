import 'server-only'
import { backUpCluster, rememberForm } from './cluster-backup.server'
import { type EmbeddedDatabase, startEmbedded } from './embedded.server'
import { migrateDatabase, newestKnown } from './migrate.server'
import { rememberedCluster } from './postgres-place.server'

/**
 * Starts the PostgreSQL that the product brings along, with the tables that this version needs. Before tables of an
 * older version are changed, the cluster is copied beside itself. The caller holds the lock of the data folder.
 * @param migrations the folder `drizzle` of this version.
 * @throws Error with one line that says what to do, as `startEmbedded` and `migrateDatabase` do.
 */
export async function startCurrentDatabase(
  signal: AbortSignal,
  dataDir: string,
  migrations: string,
  onNotice: (line: string) => void = () => {},
): Promise<EmbeddedDatabase> {
  const form = await newestKnown(migrations)
  const before = await rememberedCluster(dataDir)
  if (before) await backUpCluster(signal, before, form, onNotice)
  const database = await startEmbedded(signal, dataDir, onNotice)
  try {
    await migrateDatabase(signal, database.url, migrations)
    const clusterFolder = before ?? (await rememberedCluster(dataDir))
    if (clusterFolder) await rememberForm(clusterFolder, form)
  } catch (error) {
    await database.stop()
    throw error
  }
  return database
}
