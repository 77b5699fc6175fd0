import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSessions, type SignInSettings } from '@/lib/auth/sessions.server'
import { sessions as table } from '@/lib/db/schema'
import { createTestDatabase, type TestDatabase } from '../../support/database'

const PASSWORD = 'correct horse'
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(table)
})

const createWith = (settings: SignInSettings = { AUTH_PASSWORD: PASSWORD }) =>
  createSessions(database.db, settings)
const from = (setCookie = '', address = '192.0.2.1') =>
  new Headers({ cookie: setCookie.split(';')[0] ?? '', 'x-forwarded-for': address })
const refusedAs = (code: string) => expect.objectContaining({ code })

test('without a password everybody may, and there is nothing to sign in to', async () => {
  const sessions = createWith({})
  expect(sessions.isOn).toBe(false)
  await sessions.require(from())
  await expect(sessions.begin(from(), '')).rejects.toEqual(refusedAs('not_found'))
})

test('with one, only a session lets in', async () => {
  const sessions = createWith()
  await expect(sessions.require(from())).rejects.toEqual(refusedAs('not_signed_in'))
  await expect(sessions.begin(from(), 'wrong horse')).rejects.toEqual(refusedAs('wrong_password'))
  await sessions.require(from(await sessions.begin(from(), PASSWORD)))
  expect(await sessions.has(from(`afterimage=${'A'.repeat(43)}`))).toBe(false)
})

test('a session that was ended stays dead, also for a copy of its cookie', async () => {
  const sessions = createWith()
  const cookie = await sessions.begin(from(), PASSWORD)
  expect(await sessions.end(from(cookie))).toContain('Max-Age=0')
  expect(await sessions.has(from(cookie))).toBe(false)
})

test('signing in again replaces the session and takes no token from outside', async () => {
  const sessions = createWith()
  const first = await sessions.begin(from(`afterimage=${'A'.repeat(43)}`), PASSWORD)
  expect(first).not.toContain('AAAA')
  const second = await sessions.begin(from(first), PASSWORD)
  expect(second).not.toBe(first)
  expect(await sessions.has(from(first))).toBe(false)
  expect(await sessions.has(from(second))).toBe(true)
})

test('another password ends every session, and the same one on another machine knows them', async () => {
  const cookie = await createWith().begin(from(), PASSWORD)
  expect(await createWith({ AUTH_PASSWORD: 'new horse' }).has(from(cookie))).toBe(false)
  expect(await createWith().has(from(cookie))).toBe(true)
})

test('a session ends by itself after 30 days', async () => {
  const sessions = createWith()
  const cookie = await sessions.begin(from(), PASSWORD)
  const [row] = await database.db.select().from(table)
  expect(Math.round((row!.expiresAt.getTime() - row!.createdAt.getTime()) / 86_400_000)).toBe(30)
  await database.db.update(table).set({ expiresAt: sql`now()` })
  expect(await sessions.has(from(cookie))).toBe(false)
  await sessions.begin(from(), PASSWORD)
  expect(await database.db.select().from(table)).toHaveLength(1)
})

test('the records hold neither token nor password', async () => {
  const cookie = await createWith().begin(from(), PASSWORD)
  const records = JSON.stringify(await database.db.select().from(table))
  expect(records).not.toContain(/=([^;]+)/.exec(cookie)?.[1])
  expect(records).not.toContain(PASSWORD)
})

test('guessing is stopped, the right password too, while others and the signed-in go on', async () => {
  const sessions = createWith()
  const cookie = await sessions.begin(from(), PASSWORD)
  const guesses = Array.from({ length: 8 }, () => sessions.begin(from(), 'guess').catch(({ code }) => code))
  const answers = await Promise.all(guesses)
  expect(answers.filter((code) => code === 'wrong_password')).toHaveLength(5)
  await expect(sessions.begin(from(), PASSWORD)).rejects.toEqual(refusedAs('too_many_attempts'))
  await sessions.begin(from('', '192.0.2.2'), PASSWORD)
  await sessions.require(from(cookie))
})

test('spaces at the ends and the way accents are composed do not matter', async () => {
  const sessions = createWith({ AUTH_PASSWORD: 'caf\u00e9' })
  expect(await sessions.begin(from(), ' cafe\u0301 ')).toContain('HttpOnly')
})
