import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FolderLock, findHolder, takeLock } from '@/lib/db/lock.server'

let folder: string
const file = () => path.join(folder, 'instance.lock')
const writeLock = (holder: object) =>
  writeFileSync(
    file(),
    JSON.stringify({ startMark: '', host: hostname(), url: 'http://127.0.0.1:1', ...holder }),
  )

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterimage-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a free folder is taken, and free again after release', async () => {
  const lock = (await takeLock(folder, 'http://127.0.0.1:3000')) as FolderLock
  expect(await findHolder(folder)).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:3000' })
  lock.release()
  expect(existsSync(file())).toBe(false)
})

test('a second taker is told who holds the folder', async () => {
  const lock = (await takeLock(folder, 'http://127.0.0.1:3000')) as FolderLock
  expect(await takeLock(folder, 'http://127.0.0.1:3001')).toMatchObject({ pid: process.pid })
  lock.release()
})

test('a lock of a process that ended is taken over', async () => {
  writeLock({ pid: spawnSync(process.execPath, ['-e', '']).pid })
  const lock = await takeLock(folder, 'http://127.0.0.1:3000')
  expect(lock).toHaveProperty('release')
  ;(lock as FolderLock).release()
})

test.runIf(existsSync('/proc/self/stat'))(
  'a number given to another process later does not keep us out',
  async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(stranger, 'spawn')
    writeLock({ pid: stranger.pid, startMark: '1' })
    expect(await findHolder(folder)).toBeUndefined()
    stranger.kill()
  },
)

test('a holder on another machine counts as alive until it has been silent for half a minute', async () => {
  writeLock({ pid: 1, host: 'another-machine' })
  expect(await findHolder(folder)).toMatchObject({ host: 'another-machine' })
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(file(), longAgo, longAgo)
  expect(await findHolder(folder)).toBeUndefined()
})

test('a damaged lock file counts as left over', async () => {
  writeFileSync(file(), '{')
  const lock = await takeLock(folder, 'http://127.0.0.1:3000')
  expect(lock).toHaveProperty('release')
  ;(lock as FolderLock).release()
})

test('of many that find the same stale lock exactly one takes it', async () => {
  writeLock({ pid: spawnSync(process.execPath, ['-e', '']).pid })
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => takeLock(folder, `http://127.0.0.1:${n}`)),
  )
  const locks = answers.filter((answer) => 'release' in answer)
  expect(locks).toHaveLength(1)
  for (const lock of locks) lock.release()
})
