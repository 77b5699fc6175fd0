import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDataFolder } from '../support/data-folder'
import { startInstance, tryInstance } from '../support/instance'

const isRoot = process.getuid?.() === 0
const NOBODY_UID = 65_534

let folder: string
beforeEach(() => {
  folder = createDataFolder()
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true, force: true })
})

test.skipIf(isRoot)('a data folder that cannot be written is named', async () => {
  chmodSync(folder, 0o555)
  expect(await tryInstance({ dataDir: folder })).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining(`DATA_DIR=${folder} cannot be written`),
  })
})

// Only root can become somebody else; everybody else has the test above.
test.runIf(isRoot)(
  'a data folder that belongs to root cannot be written by others and is named',
  async () => {
    const refusal = await tryInstance({ dataDir: folder, uid: NOBODY_UID })
    expect(refusal).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining(`DATA_DIR=${folder} cannot be written`),
    })
  },
)

test.runIf(isRoot)('another user than root runs the database as himself', async () => {
  chownSync(folder, NOBODY_UID, NOBODY_UID)
  const instance = await startInstance({ dataDir: folder, uid: NOBODY_UID })
  const owner = execFileSync('stat', ['-c', '%u', path.join(folder, 'postgres')], { encoding: 'utf8' })
  expect(Number(owner)).toBe(NOBODY_UID)
  expect(await instance.stop()).toBe(0)
})

// Needs root: only then does the database run as a user who may be kept out.
test.runIf(isRoot)(
  'a copy in a folder that only root may enter works, and its database outlives a restart',
  async () => {
    // Beside the build, as hard links do not reach across file systems.
    const home = mkdtempSync(path.resolve('dist/closed-'))
    const needed = ['node_modules', 'drizzle', '.next', 'package.json', 'lib', 'models', 'public'].filter(
      (name) => existsSync(name),
    )
    execFileSync('cp', ['-al', ...needed, home])
    mkdirSync(path.join(home, 'dist'))
    for (const name of readdirSync('dist').filter((each) => each.endsWith('.mjs')))
      copyFileSync(path.join('dist', name), path.join(home, 'dist', name))
    const options = { dataDir: path.join(home, 'data'), cwd: home }

    const first = await startInstance(options)
    expect(first.output()).toMatch(/programs and database are kept in \/var\/lib\/afterimage/)
    await first.stop()
    const { clusterFolder } = JSON.parse(readFileSync(path.join(options.dataDir, 'database.json'), 'utf8'))
    expect(clusterFolder).toMatch(/^\/var\/lib\/afterimage\/[0-9a-f]{16}\/postgres$/)
    const second = await startInstance(options)
    expect(second.output()).not.toContain('Making the database')
    await second.stop()
    rmSync(path.dirname(clusterFolder), { recursive: true })
    rmSync(home, { recursive: true })
  },
)

test('a Node that is too old is told so in one line', () => {
  const source = readFileSync('scripts/node-version.mjs', 'utf8')
  const older = path.join(folder, 'older.mjs')
  writeFileSync(older, `Object.defineProperty(process.versions, 'node', { value: '18.19.0' })\n${source}`)
  try {
    execFileSync(process.execPath, [older], { encoding: 'utf8', stdio: 'pipe' })
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^Afterimage needs Node 20\.19.*18\.19\.0.*\n$/),
    })
  }
})
