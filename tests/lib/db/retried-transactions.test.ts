import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.execute(sql`create table counters (name text primary key, count int not null)`)
  await database.db.execute(sql`insert into counters values ('a', 0), ('b', 0)`)
})
afterAll(() => database.close())

test('does both of two transactions that lock each other out, each of them once', async () => {
  let held = 0
  let release = () => {}
  const bothHold = new Promise<void>((resolve) => (release = resolve))
  const countUp = (first: string, second: string) =>
    database.db.transaction(async (writer) => {
      await writer.execute(sql`update counters set count = count + 1 where name = ${first}`)
      held += 1
      if (held === 2) release()
      await bothHold
      await writer.execute(sql`update counters set count = count + 1 where name = ${second}`)
    })
  await Promise.all([countUp('a', 'b'), countUp('b', 'a')])
  expect(held).toBe(3)
  const { rows } = await database.db.execute(sql`select count from counters`)
  expect(rows).toEqual([{ count: 2 }, { count: 2 }])
})

test('does nothing again after another refusal', async () => {
  let tries = 0
  const work = database.db.transaction(async (writer) => {
    tries += 1
    await writer.execute(sql`insert into counters values ('a', 0)`)
  })
  await expect(work).rejects.toThrow()
  expect(tries).toBe(1)
})
