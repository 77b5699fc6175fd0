import 'server-only'
import { createHash } from 'node:crypto'
import { eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { images } from '@/lib/db/schema'
import { isAppError } from '@/lib/errors'
import { imageKey } from '@/lib/images/record'
import type { Storage } from '@/lib/storage/contract'

export type ScrubParts = {
  db: Records
  storage: Storage
  /** How much is read at most, so that one look does not keep the disk busy for long. */
  maxBytes?: number
}

export type Damage = 'missing' | 'changed'

/** Disks lose bits over months; each picture is looked at once a week. */
const AGAIN_AFTER = sql`interval '7 days'`
const MAX_BYTES = 5_000_000_000
const AT_A_TIME = 100

/**
 * Reads stored pictures and compares them with their hashes, those first that were not looked at for longest, and
 * writes down which are damaged. Nothing is removed: bringing the same file again heals it.
 * @returns how many were looked at and how many of them are damaged
 */
export async function scrubStorage(
  signal: AbortSignal,
  { db, storage, maxBytes = MAX_BYTES }: ScrubParts,
): Promise<{ checked: number; damaged: number }> {
  const found = { checked: 0, damaged: 0 }
  for (let leftBytes = maxBytes; leftBytes > 0; ) {
    const due = await findDue(db)
    if (due.length === 0) break
    for (const { id, bytes } of due) {
      signal.throwIfAborted()
      const damage = await findDamage(signal, storage, id)
      await db.update(images).set({ checkedAt: sql`now()`, damage }).where(eq(images.id, id))
      found.checked += 1
      if (damage) found.damaged += 1
      leftBytes -= bytes
      if (leftBytes <= 0) break
    }
  }
  return found
}

const findDue = (db: Records) =>
  db
    .select({ id: images.id, bytes: images.bytes })
    .from(images)
    .where(or(isNull(images.checkedAt), lt(images.checkedAt, sql`now() - ${AGAIN_AFTER}`)))
    .orderBy(sql`${images.checkedAt} nulls first`)
    .limit(AT_A_TIME)

/** @throws whatever keeps the storage from answering: that says nothing about the picture. */
async function findDamage(signal: AbortSignal, storage: Storage, id: string): Promise<Damage | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of (await storage.get(signal, imageKey(id))).body) hash.update(chunk)
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return 'missing'
    throw error
  }
  return hash.digest('hex') === id ? null : 'changed'
}
