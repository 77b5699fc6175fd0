import 'server-only'
import { spawnSync } from 'node:child_process'
import { constants } from 'node:fs'
import { cp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { findLeftover, stopLeftover } from './postgres-process.server'

/** In the cluster itself, so that it is always about these tables. */
const FORM_FILE = 'afterimage-form'

/** The folder beside the cluster that holds it as it was before the newest migration. */
const backupFolder = (clusterFolder: string) => `${clusterFolder}.before-update`

/** The form of the tables in a cluster: the time of the newest migration, in ms; undefined when it was never told. */
async function readForm(clusterFolder: string): Promise<number | undefined> {
  const text = await readFile(path.join(clusterFolder, FORM_FILE), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(text)
}

/** To be called when the tables have the form of this version. */
export async function rememberForm(clusterFolder: string, form: number): Promise<void> {
  const file = path.join(clusterFolder, FORM_FILE)
  const draft = `${file}.${process.pid}`
  await writeFile(draft, String(form), { flush: true })
  await rename(draft, file)
}

/**
 * Copies the cluster of an older version before its tables are changed; the copy of the update before is replaced. A
 * cluster that has the form already is left alone. No server may be started on it meanwhile.
 * @param form the newest migration of this version, as in `rememberForm`.
 */
export async function backUpCluster(
  signal: AbortSignal,
  clusterFolder: string,
  form: number,
  onNotice: (line: string) => void,
): Promise<void> {
  const owner = await stat(clusterFolder).catch(() => undefined)
  if (!owner || (await readForm(clusterFolder)) === form) return
  const leftover = await findLeftover(clusterFolder)
  if (leftover) await stopLeftover(signal, clusterFolder, leftover)
  const target = backupFolder(clusterFolder)
  const draft = `${target}.new`
  await rm(draft, { recursive: true, force: true })
  await cp(clusterFolder, draft, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    verbatimSymlinks: true,
  })
  if (owner.uid !== process.getuid?.()) spawnSync('chown', ['-R', `${owner.uid}:${owner.gid}`, draft])
  await rm(target, { recursive: true, force: true })
  await rename(draft, target)
  onNotice(`The database was copied to ${target} before it is brought up to date.`)
}
