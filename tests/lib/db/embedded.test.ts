import { readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from '@/lib/db/embedded.server'
import { findPlace } from '@/lib/db/postgres-place.server'
import { startProcess } from '@/lib/db/postgres-process.server'
import { createDataFolder } from '../../support/data-folder'

const signal = new AbortController().signal
/** The one cluster of this file, as making it takes a second: a test that breaks it mends it again. */
const folder = createDataFolder()
let running: EmbeddedDatabase | undefined

const start = async () => {
  running ??= await startEmbedded(signal, folder)
  return running
}
const stop = async () => {
  await running?.stop()
  running = undefined
}
async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}
const inCluster = (name: string) => path.join(folder, 'postgres', name)
const serverPid = () => Number(readFileSync(inCluster('postmaster.pid'), 'utf8').split('\n')[0])

afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what was written is there after a stop and a start', async () => {
  const first = await start()
  await query(first.url, 'create table stopped as select 42 as answer')
  await stop()
  const second = await start()
  expect(await query(second.url, 'select answer from stopped')).toEqual([{ answer: 42 }])
})

test('it stores UTF-8, syncs to disk and listens on loopback alone', async () => {
  const { url } = await start()
  const names = ['server_encoding', 'fsync', 'listen_addresses', 'data_checksums']
  const rows = await query(url, `select name, setting from pg_settings where name = any('{${names}}')`)
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    server_encoding: 'UTF8',
    fsync: 'on',
    listen_addresses: '127.0.0.1',
    data_checksums: 'on',
  })
})

test('a wrong password is refused', async () => {
  const { url } = await start()
  await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
})

test('a server that is killed comes back at the same address with everything that was committed', async () => {
  const { url } = await start()
  await query(url, 'create table killed as select 42 as answer')
  process.kill(serverPid(), 'SIGKILL')
  await vi.waitFor(async () => expect(await query(url, 'select answer from killed')).toHaveLength(1), {
    timeout: 25_000,
    interval: 100,
  })
})

test('a server that died and cannot start is tried again until it can', async () => {
  await stop()
  const notices: string[] = []
  running = await startEmbedded(signal, folder, (line) => notices.push(line), 50)
  const { url } = running
  renameSync(inCluster('PG_VERSION'), inCluster('PG_VERSION.lost'))
  process.kill(serverPid(), 'SIGKILL')
  const refused = () => notices.filter((line) => line.includes('cannot be used')).length
  await vi.waitFor(() => expect(refused()).toBeGreaterThan(1), { timeout: 25_000 })
  renameSync(inCluster('PG_VERSION.lost'), inCluster('PG_VERSION'))
  await vi.waitFor(async () => expect(await query(url, 'select 1 as one')).toHaveLength(1), {
    timeout: 25_000,
    interval: 100,
  })
})

test('a stop while it is tried again ends the trying', async () => {
  await stop()
  const notices: string[] = []
  running = await startEmbedded(signal, folder, (line) => notices.push(line), 600_000)
  renameSync(inCluster('PG_VERSION'), inCluster('PG_VERSION.lost'))
  process.kill(serverPid(), 'SIGKILL')
  await vi.waitFor(() => expect(notices.join()).toContain('cannot be used'), { timeout: 25_000 })
  await stop()
  renameSync(inCluster('PG_VERSION.lost'), inCluster('PG_VERSION'))
})

test('a server left behind by a killed instance is ended and its data taken over', async () => {
  const { url } = await start()
  await query(url, 'create table left_behind as select 42 as answer')
  await stop()
  const place = await findPlace(folder, () => {})
  const left = await startProcess(signal, place, Number(new URL(url).port), path.join(folder, 'postgres.log'))
  const next = await start()
  await left.exited
  expect(await query(next.url, 'select answer from left_behind')).toHaveLength(1)
})

test('a damaged write-ahead log is refused with the way to restore, and left as it is', async () => {
  await start()
  await stop()
  const name = readdirSync(inCluster('pg_wal')).find((each) => /^[0-9A-F]{24}$/.test(each))!
  const segment = inCluster(`pg_wal/${name}`)
  const whole = readFileSync(segment)
  truncateSync(segment, 100)
  await expect(start()).rejects.toThrow(/cannot be used.*put the folder back from a backup/)
  expect(readFileSync(segment)).toHaveLength(100)
  writeFileSync(segment, whole)
})

test('a cluster that is gone is never replaced by an empty one', async () => {
  await start()
  await stop()
  const away = path.join(folder, 'away')
  renameSync(inCluster(''), away)
  await expect(start()).rejects.toThrow(/the folder is gone/)
  renameSync(away, inCluster(''))
})

test('a folder with missing files is refused', async () => {
  await start()
  await stop()
  renameSync(inCluster('PG_VERSION'), inCluster('PG_VERSION.lost'))
  await expect(start()).rejects.toThrow(/files are missing/)
  renameSync(inCluster('PG_VERSION.lost'), inCluster('PG_VERSION'))
})

test('what an interrupted first start left is cleared away', async () => {
  await start()
  await stop()
  rmSync(path.join(folder, 'database.json'))
  rmSync(inCluster(''), { recursive: true })
  writeFileSync(path.join(folder, 'postgres.password'), 'half')
  const { url } = await start()
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
})
