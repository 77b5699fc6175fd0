import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDatabase, waitForDatabase } from '@/lib/db/connection.server'
import { projects } from '@/lib/db/schema'
import { createTestDatabase, type TestDatabase } from '../../support/database'

const signal = new AbortController().signal
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const cutConnections = () =>
  database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )

test('columns are named in snake case', async () => {
  const [row] = await database.db.insert(projects).values({ name: 'Cats' }).returning()
  const { rows } = await database.pool.query('select touched_at from projects where id = $1', [row?.id])
  expect(rows[0].touched_at).toEqual(row?.touchedAt)
})

test('a notification reaches every handler of its channel and no other', async () => {
  const [first, second, other] = [vi.fn(), vi.fn(), vi.fn()]
  const ends = [
    await database.listen('a', first),
    await database.listen('a', second),
    await database.listen('b', other),
  ]
  await database.pool.query(`select pg_notify('a', 'hello')`)
  await vi.waitFor(() => expect(second).toHaveBeenCalledWith('hello'))
  expect(first).toHaveBeenCalledTimes(1)
  expect(other).not.toHaveBeenCalled()
  for (const end of ends) await end()
})

test('a handler that ended hears nothing more', async () => {
  const [ended, kept] = [vi.fn(), vi.fn()]
  const end = await database.listen('a', ended)
  const endKept = await database.listen('a', kept)
  await end()
  await database.pool.query(`select pg_notify('a', 'later')`)
  await vi.waitFor(() => expect(kept).toHaveBeenCalled())
  expect(ended).not.toHaveBeenCalled()
  await endKept()
})

test('listening again at the moment when the last handler ends is not lost', async () => {
  const end = await database.listen('a', vi.fn())
  const handler = vi.fn()
  const ending = end()
  const endAgain = await database.listen('a', handler)
  await ending
  await database.pool.query(`select pg_notify('a', 'still here')`)
  await vi.waitFor(() => expect(handler).toHaveBeenCalledWith('still here'))
  await endAgain()
})

test('listening goes on after the connection was cut, and says that something may be missed', async () => {
  const [handler, handleReconnect] = [vi.fn(), vi.fn()]
  const end = await database.listen('a', handler, handleReconnect)
  await cutConnections()
  await vi.waitFor(() => expect(handleReconnect).toHaveBeenCalled(), { timeout: 5_000 })
  await database.pool.query(`select pg_notify('a', 'again')`)
  await vi.waitFor(() => expect(handler).toHaveBeenCalledWith('again'))
  await end()
})

test('a cut of idle connections does not end the process, and the next query works', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  await Promise.all([1, 2, 3].map(() => database.pool.query('select pg_sleep(0.01)')))
  await cutConnections()
  await vi.waitFor(() => expect(told).toHaveBeenCalled())
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  told.mockRestore()
})

test('a refused password is final and names the setting', async () => {
  const url = database.url.replace(/:[^:@]+@/, ':wrong@')
  await expect(waitForDatabase(signal, url)).rejects.toThrow(/refused DATABASE_URL/)
})

test('waiting for a database that is not there says so once and ends with its signal', async () => {
  const controller = new AbortController()
  const handleWait = vi.fn(() => controller.abort())
  await expect(
    waitForDatabase(controller.signal, 'postgresql://127.0.0.1:1/none', handleWait),
  ).rejects.toThrow()
  expect(handleWait).toHaveBeenCalledTimes(1)
})

test('opening a database sends nothing until it is asked', async () => {
  const { close } = createDatabase('postgresql://127.0.0.1:1/none')
  await expect(close()).resolves.toBeUndefined()
})
