import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createDataFolder } from '../support/data-folder'
import {
  type Instance,
  type InstanceOptions,
  type Refusal,
  startInstance,
  tryInstance,
} from '../support/instance'

const dataDir = createDataFolder()
/** The one instance of this file, on the one folder: a test that ends it leaves the next one to start it again. */
let instance: Instance | undefined
/** Half a minute of its patience passes while the other tests run. */
let hopeless: Promise<Instance | Refusal>

const start = async (options: InstanceOptions = {}) => {
  instance = await startInstance({ dataDir, ...options })
  return instance
}
const requireRunning = async () => instance ?? start()
async function stop(signal?: NodeJS.Signals) {
  const stopped = await instance?.stop(signal)
  instance = undefined
  return stopped
}
const inCluster = (name: string) => path.join(dataDir, 'postgres', name)
const databasePid = () => Number(readFileSync(inCluster('postmaster.pid'), 'utf8').split('\n')[0])
/** What has ended stays in the list of processes until its new parent, the first process of the machine, looks. */
const isDefunct = (pid: number) => {
  const file = `/proc/${pid}/stat`
  return existsSync(file) && / Z \d/.test(readFileSync(file, 'utf8'))
}
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return !isDefunct(pid)
  } catch {
    return false
  }
}
const isReachable = (url: string) =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  )

beforeAll(() => {
  const env = { DATABASE_URL: 'postgresql://127.0.0.1:1/none' }
  hopeless = tryInstance({ dataDir: createDataFolder(), env })
})
afterAll(async () => {
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('health tells the state of every part and nothing else', async () => {
  const { url } = await requireRunning()
  const response = await fetch(`${url}/api/health`)
  expect(Object.keys(await response.json()).sort()).toEqual([
    'database',
    'status',
    'storage',
    'version',
    'worker',
  ])
  expect(response.headers.get('cache-control')).toBe('no-store')
})

describe.concurrent('a start that is refused', () => {
  test('names who has the folder already', async () => {
    const first = await requireRunning()
    const second = await tryInstance({ dataDir })
    expect(second).toMatchObject({ exitCode: 1 })
    expect('output' in second && second.output).toContain(`${first.url} (process ${first.process.pid})`)
  })

  test('names a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await vi.waitFor(() => expect(other.listening).toBe(true))
    const { port } = other.address() as { port: number }
    const refusal = await tryInstance({ port })
    expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining(`Port ${port} is in use`) })
    other.close()
  })

  test('says that another host than loopback needs a password', async () => {
    const refusal = await tryInstance({ env: { HOST: '0.0.0.0' } })
    expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining('AUTH_PASSWORD') })
  })

  test('names a setting that cannot be used', async () => {
    const refusal = await tryInstance({ env: { WORKER: 'maybe' } })
    expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining('WORKER') })
  })
})

test('a web process that is killed is started again', async () => {
  const { url, process: supervisor } = await requireRunning()
  const children = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, 'utf8')
    .trim()
    .split(' ')
  const web = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('web.mjs'))
  process.kill(Number(web), 'SIGKILL')
  await vi.waitFor(async () => expect(await isReachable(url)).toBe(false))
  await vi.waitFor(async () => expect(await isReachable(url)).toBe(true), { timeout: 10_000, interval: 50 })
})

test('a database that is killed comes back, and the studio answers again', async () => {
  const { url } = await requireRunning()
  process.kill(databasePid(), 'SIGKILL')
  const database = async () => (await (await fetch(`${url}/api/health`)).json()).database
  await vi.waitFor(async () => expect(await database()).toBe('ok'), { timeout: 25_000, interval: 200 })
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops everything, the database too, with exit code 0',
  async (signal) => {
    const { url } = await requireRunning()
    const pid = databasePid()
    expect(await stop(signal)).toBe(0)
    expect(isRunning(pid)).toBe(false)
    expect(await isReachable(url)).toBe(false)
    expect(existsSync(path.join(dataDir, 'instance.lock'))).toBe(false)
  },
)

test('under npm a SIGTERM to npm stops everything before npm itself ends', async () => {
  await stop()
  await start({ command: ['npm', 'start'] })
  const pid = databasePid()
  await stop()
  expect(isRunning(pid)).toBe(false)
})

test('after a kill of npm alone the instance stops by itself and the next start succeeds', async () => {
  await stop()
  const first = await start({ command: ['npm', 'start'] })
  await first.kill()
  const second = await start({ port: first.port })
  expect(await isReachable(second.url)).toBe(true)
})

test('after a kill the next start takes over the same folder and the same port', async () => {
  const first = await requireRunning()
  const pid = databasePid()
  await first.kill()
  const second = await start({ port: first.port })
  expect(isRunning(pid)).toBe(false)
  expect(await isReachable(second.url)).toBe(true)
})

test('a database folder that was damaged is refused with the way to restore it', async () => {
  await requireRunning()
  await stop()
  renameSync(inCluster('global/pg_control'), inCluster('global/pg_control.lost'))
  const refusal = await tryInstance({ dataDir })
  expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining('from a backup') })
  renameSync(inCluster('global/pg_control.lost'), inCluster('global/pg_control'))
})

test('a database that is not there is waited for and then named', { timeout: 60_000 }, async () => {
  expect(await hopeless).toMatchObject({
    exitCode: 1,
    output: expect.stringMatching(/Waiting.*DATABASE_URL did not answer/s),
  })
})
