import 'server-only'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { images } from '@/lib/db/schema'
import { type ImageRecord, imageFactsSchema, imageRecordSchema } from '@/lib/images/record'

type ImageRow = typeof images.$inferSelect

export type SeenImage = { record: ImageRecord; isDamaged: boolean }

/** The records of images: what this instance knows about bytes that it stores. */
export type ImageRecords = {
  find(id: string): Promise<ImageRecord | undefined>
  /** Finds an image that somebody wants now: no sweep takes it for a day. */
  see(id: string): Promise<SeenImage | undefined>
  /** As `see`, of many: those that are known, in no order. */
  seeMany(ids: string[]): Promise<SeenImage[]>
  findMany(ids: string[]): Promise<ImageRecord[]>
  /** Saving what is known already is a success: its bytes are whole from now on. */
  save(record: ImageRecord): Promise<void>
}

export function createImageRecords(db: Records): ImageRecords {
  return {
    async find(id) {
      const [row] = await db.select().from(images).where(eq(images.id, id))
      return row && toRecord(row)
    },
    async see(id) {
      const [row] = await db.update(images).set({ seenAt: sql`now()` }).where(eq(images.id, id)).returning()
      return row && toSeen(row)
    },
    async seeMany(ids) {
      return db.transaction(async (writer) => {
        // In one order for all: who asks at the same time would otherwise wait for the other's rows.
        const inOrder = writer
          .select({ id: images.id })
          .from(images)
          .where(inArray(images.id, ids))
          .orderBy(images.id)
          .for('update')
        const rows = await writer
          .update(images)
          .set({ seenAt: sql`now()` })
          .where(inArray(images.id, inOrder))
          .returning()
        return rows.map(toSeen)
      })
    },
    async findMany(ids) {
      if (ids.length === 0) return []
      return (await db.select().from(images).where(inArray(images.id, ids))).map(toRecord)
    },
    async save(record) {
      const { id, bytes, ...facts } = record
      const { width, height, format } = facts
      await db
        .insert(images)
        .values({ id, width, height, format, bytes, facts: imageFactsSchema.parse(facts) })
        .onConflictDoUpdate({ target: images.id, set: { seenAt: sql`now()`, damage: null } })
    },
  }
}

const toRecord = (row: ImageRow): ImageRecord =>
  imageRecordSchema.parse({ ...imageFactsSchema.parse(row.facts), id: row.id, bytes: row.bytes })

const toSeen = (row: ImageRow): SeenImage => ({ record: toRecord(row), isDamaged: row.damage !== null })
