import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { events } from '@/lib/db/schema'
import type { StudioEvent } from '@/lib/edits/event'
import { canResume, latestEventId, pruneEvents, publish, readEvents } from '@/lib/edits/event-records.server'
import { createProject } from '@/lib/history/project-records.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.close())

const named = (id: string, name: string): StudioEvent => ({ type: 'project', project: { id, name } })

it('a later event is never seen before an earlier one, however long that takes to be written', async () => {
  const { db } = database
  const projectId = await createProject(db)
  let finish = () => {}
  const isHeld = new Promise<void>((resolve) => (finish = resolve))
  let written = () => {}
  const isWritten = new Promise<void>((resolve) => (written = resolve))
  const slow = db.transaction(async (writer) => {
    await publish(writer, projectId, [named(projectId, 'slow')])
    written()
    await isHeld
  })
  await isWritten
  const quick = db.transaction((writer) => publish(writer, projectId, [named(projectId, 'quick')]))
  const first = await Promise.race([
    quick.then(() => 'quick'),
    database.pool.query('select pg_sleep(0.2)').then(() => 'nobody'),
  ])
  expect(first).toBe('nobody')
  expect(await readEvents(db, projectId, 0)).toEqual([])
  finish()
  await Promise.all([slow, quick])
  const seen = await readEvents(db, projectId, 0)
  expect(seen.map(({ body }) => body.type === 'project' && body.project.name)).toEqual(['slow', 'quick'])
})

it('a browser may resume where everything after its last event is still there', async () => {
  const { db } = database
  const projectId = await createProject(db)
  expect(await canResume(db, projectId, 0)).toBe(true)
  expect(await canResume(db, projectId, 1)).toBe(false)
  for (const name of ['a', 'b', 'c'])
    await db.transaction((writer) => publish(writer, projectId, [named(projectId, name)]))
  const newest = await latestEventId(db, projectId)
  expect(await canResume(db, projectId, newest)).toBe(true)
  expect(await canResume(db, projectId, newest + 1)).toBe(false)
  await db.delete(events).where(eq(events.id, newest - 1))
  await db.delete(events).where(eq(events.id, newest - 2))
  expect(await canResume(db, projectId, newest - 1)).toBe(true)
  expect(await canResume(db, projectId, newest - 3)).toBe(false)
})

it('a day later only the newest event of each project is kept', async () => {
  const { db } = database
  const quiet = await createProject(db)
  const busy = await createProject(db)
  const tell = (projectId: string, name: string) =>
    db.transaction((writer) => publish(writer, projectId, [named(projectId, name)]))
  for (const name of ['a', 'b']) await tell(quiet, name)
  await tell(busy, 'a')
  await db.update(events).set({ createdAt: new Date('2026-01-01') })
  for (const name of ['b', 'c']) await tell(busy, name)
  const newest = await latestEventId(db, quiet)
  await pruneEvents(db)
  const namesOf = async (projectId: string) =>
    (await readEvents(db, projectId, 0)).map(({ body }) => body.type === 'project' && body.project.name)
  expect(await namesOf(quiet)).toEqual(['b'])
  expect(await namesOf(busy)).toEqual(['b', 'c'])
  expect(await latestEventId(db, quiet)).toBe(newest)
})
