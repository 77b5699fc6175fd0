import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDataFolder } from '../support/data-folder'
import { type Instance, type InstanceOptions, startInstance, tryInstance } from '../support/instance'

let dataDir: string
const started: Instance[] = []

const start = async (options: InstanceOptions = {}) => {
  const instance = await startInstance({ dataDir, ...options })
  started.push(instance)
  return instance
}
const databasePid = () =>
  Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const isReachable = (url: string) =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  )

beforeEach(() => {
  dataDir = createDataFolder()
})
afterEach(async () => {
  for (const instance of started.splice(0)) await instance.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('health tells the state of every part and nothing else', async () => {
  const { url } = await start()
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

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops everything, the database too, with exit code 0',
  async (signal) => {
    const { url, stop } = await start()
    const pid = databasePid()
    expect(await stop(signal)).toBe(0)
    expect(isRunning(pid)).toBe(false)
    expect(await isReachable(url)).toBe(false)
    expect(existsSync(path.join(dataDir, 'instance.lock'))).toBe(false)
  },
)

test('under npm a SIGTERM to npm stops everything before npm itself ends', async () => {
  const instance = await start({ command: ['npm', 'start'] })
  const pid = databasePid()
  await instance.stop()
  expect(isRunning(pid)).toBe(false)
})

test('after a kill of npm alone the instance stops by itself and the next start succeeds', async () => {
  const first = await start({ command: ['npm', 'start'] })
  await first.kill()
  const second = await start({ port: first.port })
  expect(await isReachable(second.url)).toBe(true)
})

test('after a kill the next start takes over the same folder and the same port', async () => {
  const first = await start()
  const pid = databasePid()
  await first.kill()
  const second = await start({ port: first.port })
  expect(isRunning(pid)).toBe(false)
  expect(await isReachable(second.url)).toBe(true)
})

test('a web process that is killed is started again', async () => {
  const { url, process: supervisor } = await start()
  const children = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, 'utf8')
    .trim()
    .split(' ')
  const web = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('web.mjs'))
  process.kill(Number(web), 'SIGKILL')
  await vi.waitFor(async () => expect(await isReachable(url)).toBe(false))
  await vi.waitFor(async () => expect(await isReachable(url)).toBe(true), { timeout: 10_000, interval: 50 })
})

test('a database that is killed comes back, and the studio answers again', async () => {
  const { url } = await start()
  process.kill(databasePid(), 'SIGKILL')
  const database = async () => (await (await fetch(`${url}/api/health`)).json()).database
  await vi.waitFor(async () => expect(await database()).toBe('ok'), { timeout: 25_000, interval: 200 })
})

test('a second instance on the same folder is refused and told who has it', async () => {
  const first = await start()
  const second = await tryInstance({ dataDir })
  expect(second).toMatchObject({ exitCode: 1 })
  expect('output' in second && second.output).toContain(`${first.url} (process ${first.process.pid})`)
})

test('a port in use is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await vi.waitFor(() => expect(other.listening).toBe(true))
  const { port } = other.address() as { port: number }
  const refusal = await tryInstance({ dataDir, port })
  expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining(`Port ${port} is in use`) })
  other.close()
})

test('another host than loopback is refused without a password', async () => {
  const refusal = await tryInstance({ dataDir, env: { HOST: '0.0.0.0' } })
  expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining('AUTH_PASSWORD') })
})

test('a setting that cannot be used is named', async () => {
  const refusal = await tryInstance({ dataDir, env: { WORKER: 'maybe' } })
  expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining('WORKER') })
})

test('a database that is not there is waited for and then named', { timeout: 60_000 }, async () => {
  const refusal = await tryInstance({ dataDir, env: { DATABASE_URL: 'postgresql://127.0.0.1:1/none' } })
  expect(refusal).toMatchObject({
    exitCode: 1,
    output: expect.stringMatching(/Waiting.*DATABASE_URL did not answer/s),
  })
})

test('a database folder that was damaged is refused with the way to restore it', async () => {
  const first = await start()
  await first.stop()
  rmSync(path.join(dataDir, 'postgres/global/pg_control'))
  const refusal = await tryInstance({ dataDir })
  expect(refusal).toMatchObject({ exitCode: 1, output: expect.stringContaining('from a backup') })
})
