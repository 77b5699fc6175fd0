import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
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
  // The clock of the queue starts beside its runner.
  await vi.waitFor(async () => {
    const { rows } = await db.execute<{ identifier: string }>(
      sql`select identifier from graphile_worker._private_known_crontabs order by identifier`,
    )
    expect(rows.map(({ identifier }) => identifier)).toEqual([TASKS.scrub, TASKS.sweep])
  }, 20_000)

  await db.execute(sql`select graphile_worker.add_job(${TASKS.sweep}, max_attempts => 1)`)
  await swept
  stopping.abort()
  await runner.stop()
  const failed = await db.execute(
    sql`select task_identifier from graphile_worker.jobs where last_error is not null`,
  )
  expect(failed.rows).toEqual([])
})
