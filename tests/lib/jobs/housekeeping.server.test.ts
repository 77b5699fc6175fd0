import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepHouse } from '@/lib/jobs/housekeeping.server'
import { TASKS } from '@/lib/jobs/queue.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('both tasks are due every hour, are done when they are, and end quietly when the worker stops', async () => {
  const { db, pool } = database
  const stopping = new AbortController()
  let begun = () => {}
  const swept = new Promise<void>((resolve) => {
    begun = resolve
  })
  const runner = await keepHouse(stopping.signal, pool, {
    sweep: async (signal) => {
      begun()
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
    scrub: async () => {},
  })
  const due = await db.execute<{ identifier: string }>(
    sql`select identifier from graphile_worker._private_known_crontabs order by identifier`,
  )
  expect(due.rows.map(({ identifier }) => identifier)).toEqual([TASKS.scrub, TASKS.sweep])

  await db.execute(sql`select graphile_worker.add_job(${TASKS.sweep}, max_attempts => 1)`)
  await swept
  stopping.abort()
  await runner.stop()
  const left = await db.execute(sql`select last_error from graphile_worker.jobs`)
  expect(left.rows).toEqual([])
})
