import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from '@/lib/db/migrate.server'
import { createDataFolder } from '../../support/data-folder'
import { createTestDatabase, type TestDatabase } from '../../support/database'

const signal = new AbortController().signal
let database: TestDatabase
let folder: string

beforeAll(async () => {
  folder = createDataFolder()
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

test('the tables of the studio and of its queue are there', async () => {
  const { rows } = await database.pool.query(
    `select to_regclass('edits') is not null as edits, to_regclass('graphile_worker.migrations') is not null as queue`,
  )
  expect(rows).toEqual([{ edits: true, queue: true }])
})

test('several processes may migrate at the same moment', async () => {
  await database.pool.query('drop schema drizzle, graphile_worker cascade')
  await database.pool.query('drop schema public cascade')
  await database.pool.query('create schema public')
  await Promise.all([1, 2, 3].map(() => migrateDatabase(signal, database.url, path.resolve('drizzle'))))
  const { rows } = await database.pool.query(`select to_regclass('edits') is not null as edits`)
  expect(rows).toEqual([{ edits: true }])
})

test('a database that a newer version has used is refused', async () => {
  mkdirSync(path.join(folder, 'meta'))
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify({ entries: [{ when: 1 }] }))
  await expect(migrateDatabase(signal, database.url, folder)).rejects.toThrow(/newer version/)
})
