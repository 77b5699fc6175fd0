import 'server-only'
import { asc, eq } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { savedPrompts } from '@/lib/db/schema'
import type { SavedPrompt } from '@/lib/history/saved-prompt'

const shown = { id: savedPrompts.id, name: savedPrompts.name, text: savedPrompts.text }

/** By name. */
export const listSavedPrompts = (db: Records): Promise<SavedPrompt[]> =>
  db.select(shown).from(savedPrompts).orderBy(asc(savedPrompts.name), asc(savedPrompts.createdAt))

export async function savePrompt(db: Records, prompt: Omit<SavedPrompt, 'id'>): Promise<SavedPrompt> {
  const [saved] = await db.insert(savedPrompts).values(prompt).returning(shown)
  return saved!
}

/** One that is gone already is no failure. */
export async function forgetPrompt(db: Records, id: string): Promise<void> {
  await db.delete(savedPrompts).where(eq(savedPrompts.id, id))
}
