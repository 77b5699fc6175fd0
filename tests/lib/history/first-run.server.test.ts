import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { StartRun } from '@/lib/edits/start-run.server'
import { startNamedRun } from '@/lib/history/first-run.server'
import { createProject, renameProject, requireProject } from '@/lib/history/project-records.server'
import { createCard } from '@/tests/support/cards'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createRunRequest } from '@/tests/support/run-requests'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const card = createCard({ inputs: { min: 0, max: 0, formats: ['png'], maxBytes: 1 } })
const parts = (): StartRun => ({
  db: database.db,
  findModel: () => card,
  availability: async () => ({ [card.id]: { state: 'ready' } }),
  enqueue: async () => {},
  measure: async () => {},
})
const start = (projectId: string, prompt: string, given = parts()) =>
  startNamedRun(given, createRunRequest({ projectId, modelIds: [card.id], inputs: [], prompt }))
const nameOf = async (projectId: string) => (await requireProject(database.db, projectId)).name

it('a run without photos names a project that nobody named, once and in short', async () => {
  const projectId = await createProject(database.db)
  await start(projectId, 'a red bowl of figs on a table by the window, in the light of a late afternoon')
  const name = 'a red bowl of figs on a table by the window, in the light…'
  expect(await nameOf(projectId)).toBe(name)
  await start(projectId, 'a blue bowl')
  expect(await nameOf(projectId)).toBe(name)

  await renameProject(database.db, projectId, 'Bowls')
  await start(projectId, 'a green bowl')
  expect(await nameOf(projectId)).toBe('Bowls')
})

it('a name is one line, and no letter is cut in two', async () => {
  const projectId = await createProject(database.db)
  await start(projectId, `a  bowl\n${'g'.repeat(60)}`)
  expect(await nameOf(projectId)).toBe('a bowl…')
  const otherId = await createProject(database.db)
  await start(otherId, `${'g'.repeat(58)}🍎🍎🍎`)
  expect(await nameOf(otherId)).toBe(`${'g'.repeat(58)}🍎…`)
})

it('a run that is started is told as started, also when its project cannot be named', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const projectId = await createProject(database.db)
  const given = parts()
  const transaction = given.db.transaction.bind(given.db)
  vi.spyOn(given.db, 'transaction')
    .mockImplementationOnce(transaction)
    .mockRejectedValueOnce(new Error('no connection'))
  expect((await start(projectId, 'a red bowl', given)).edits).toHaveLength(1)
  expect(log).toHaveBeenCalledOnce()
  vi.restoreAllMocks()
})
