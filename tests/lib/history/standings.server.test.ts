import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { edits, runs } from '@/lib/db/schema'
import { createProject } from '@/lib/history/project-records.server'
import { readStandings } from '@/lib/history/standings.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function addRun(projectId: string, results: Partial<typeof edits.$inferInsert>[]) {
  const { db } = database
  const request = { projectId, clientKey: randomUUID(), request: {} }
  const [run] = await db.insert(runs).values(request).returning({ id: runs.id })
  const startedAt = new Date('2026-01-01T00:00:00Z')
  await db.insert(edits).values(
    results.map((result, position) => ({
      projectId,
      runId: run!.id,
      batchId: randomUUID(),
      position,
      modelId: 'a',
      prompt: 'x',
      state: 'succeeded',
      startedAt,
      finishedAt: new Date(startedAt.getTime() + 1000 * (position + 1)),
      ...result,
    })),
  )
}

it('counts a win only where there was a choice, and means only what is known', async () => {
  const projectId = await createProject(database.db)
  await addRun(projectId, [
    { modelId: 'a', kept: true, keptShare: 0.9, costUsd: 0 },
    { modelId: 'b', keptShare: 0.5, costUsd: 0.03 },
    { modelId: 'b', state: 'failed' },
  ])
  await addRun(projectId, [{ modelId: 'a' }, { modelId: 'b', kept: true, keptShare: 0.7, costUsd: 0.05 }])
  await addRun(projectId, [{ modelId: 'a', kept: true }])
  await addRun(projectId, [{ modelId: 'local/composite', kept: true }])
  const [a, b, ...others] = await readStandings(database.db, projectId)
  expect(a).toMatchObject({ modelId: 'a', results: 3, contests: 2, wins: 1, keptShare: 0.9, costUsd: 0 })
  expect(b).toMatchObject({ modelId: 'b', results: 2, contests: 2, wins: 1, durationMs: 2000 })
  expect(b!.keptShare).toBeCloseTo(0.6)
  expect(b!.costUsd).toBeCloseTo(0.04)
  expect(others).toEqual([])
})

it('leaves out of what was kept the results that could not be placed', async () => {
  const projectId = await createProject(database.db)
  const placed = (reliable: boolean) => ({ alignment: { reliable } })
  await addRun(projectId, [
    { keptShare: 0.8, fidelity: placed(true) },
    { keptShare: 0.1, fidelity: placed(false) },
  ])
  const [standing] = await readStandings(database.db, projectId)
  expect(standing).toMatchObject({ results: 2, keptShare: 0.8 })
})
