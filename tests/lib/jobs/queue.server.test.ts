import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enqueueBatches } from '@/lib/jobs/queue.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('puts batches in their queues in order, each once and for one try', async () => {
  const batches = Array.from({ length: 40 }, (_, index) => ({
    batchId: randomUUID(),
    provider: index % 2 === 0 ? ('local' as const) : ('aiml' as const),
  }))
  await enqueueBatches(database.db, batches)
  await enqueueBatches(database.db, batches.slice(0, 3))
  await enqueueBatches(database.db, [])
  const { rows } = await database.pool.query(
    `select task_identifier as task, key as "batchId", max_attempts as tries, run_at <= now() as "isDue"
     from graphile_worker.jobs order by id`,
  )
  expect(rows).toEqual(
    batches.map(({ batchId, provider }) => ({
      task: provider === 'local' ? 'edit.local' : 'edit.cloud',
      batchId,
      tries: 1,
      isDue: true,
    })),
  )
  const { rows: payloads } = await database.pool.query(
    'select payload from graphile_worker._private_jobs order by id',
  )
  expect(payloads.map(({ payload }) => payload)).toEqual(batches.map(({ batchId }) => ({ batchId })))
})
