import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, moment } from './columns'

/** What belongs to the whole instance and to no project. */

/** Worker processes and their heartbeats: the work of one that fell silent is taken over. */
export const workers = pgTable('workers', {
  id: uuid().primaryKey(),
  host: text().notNull(),
  pid: integer().notNull(),
  startedAt: createdAt(),
  beatAt: createdAt(),
})

/** Prompts that were put by under a name, for all projects. They may hold variables in braces. */
export const savedPrompts = pgTable('saved_prompts', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  text: text().notNull(),
  createdAt: createdAt(),
})

/** What this instance was told about a model: a 404 to a run, or the vendor's deprecation feed. */
export const modelNotices = pgTable('model_notices', {
  modelId: text().primaryKey(),
  reason: text().notNull(),
  replacedBy: text(),
  createdAt: createdAt(),
})

/** Who is signed in: a keyed hash of each token, from which neither the token nor the password can be found. */
export const sessions = pgTable('sessions', {
  tokenHash: text().primaryKey(),
  createdAt: createdAt(),
  expiresAt: moment().notNull(),
})
