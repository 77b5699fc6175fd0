import { afterAll, beforeAll, expect, it } from 'vitest'
import { savedPromptSchema } from '@/lib/history/saved-prompt'
import { forgetPrompt, listSavedPrompts, savePrompt } from '@/lib/history/saved-prompts.server'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it('prompts are put by, listed by name, and forgotten', async () => {
  const { db } = database
  const warm = await savePrompt(db, { name: 'Warm', text: 'warmer' })
  const cool = await savePrompt(db, { name: 'Cool {tone}', text: 'make it {tone}' })
  expect(await listSavedPrompts(db)).toEqual([cool, warm])
  await forgetPrompt(db, warm.id)
  await forgetPrompt(db, warm.id)
  expect(await listSavedPrompts(db)).toEqual([cool])
})

it('a saved prompt needs a name and words', () => {
  expect(savedPromptSchema.safeParse({ name: ' ', text: 'x' }).success).toBe(false)
  expect(savedPromptSchema.parse({ name: ' a ', text: ' b ' })).toEqual({ name: 'a', text: 'b' })
})
