import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startCurrentDatabase } from '@/lib/db/current-database.server'
import { startEmbedded } from '@/lib/db/embedded.server'
import { createDataFolder } from '../../support/data-folder'

const { signal } = new AbortController()
const MIGRATIONS = path.resolve('drizzle')
let folder: string
let older: string

/** The migrations as they were one version ago. */
function writeOlderMigrations(target: string): void {
  cpSync(MIGRATIONS, target, { recursive: true })
  const file = path.join(target, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, -1) }))
}

beforeEach(() => {
  folder = createDataFolder()
  older = createDataFolder()
  writeOlderMigrations(older)
})
afterEach(() => {
  for (const each of [folder, older]) rmSync(each, { recursive: true, force: true })
})

async function use(migrations: string, work: string): Promise<string[]> {
  const told: string[] = []
  const database = await startCurrentDatabase(signal, folder, migrations, (line) => told.push(line))
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(work)
  await client.end()
  await database.stop()
  return told.filter((line) => line.includes('copied'))
}

const backup = () => path.join(folder, 'postgres.before-update')

test('before an update the database is copied, and the copy can be put back', async () => {
  expect(await use(older, `insert into projects (name) values ('Kept')`)).toEqual([])
  expect(await use(MIGRATIONS, 'delete from projects')).toHaveLength(1)
  rmSync(path.join(folder, 'postgres'), { recursive: true })
  renameSync(backup(), path.join(folder, 'postgres'))
  const restored = await startEmbedded(signal, folder)
  const client = new pg.Client({ connectionString: restored.url })
  await client.connect()
  expect((await client.query('select name from projects')).rows).toEqual([{ name: 'Kept' }])
  await client.end()
  await restored.stop()
})

test('without an update nothing is copied', async () => {
  await use(MIGRATIONS, 'select 1')
  expect(await use(MIGRATIONS, 'select 1')).toEqual([])
  expect(existsSync(backup())).toBe(false)
})
