import 'server-only'
import { eq, inArray } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { images } from '@/lib/db/schema'
import { type ImageRecord, imageFactsSchema, imageRecordSchema } from '@/lib/images/record'

type ImageRow = typeof images.$inferSelect

/** The records of images: what this instance knows about bytes that it stores. */
export type ImageRecords = {
  find(id: string): Promise<ImageRecord | undefined>
  findMany(ids: string[]): Promise<ImageRecord[]>
  /** Saving what is known already is a success. */
  save(record: ImageRecord): Promise<void>
}

export function createImageRecords(db: Records): ImageRecords {
  return {
    async find(id) {
      const [row] = await db.select().from(images).where(eq(images.id, id))
      return row && toRecord(row)
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
        .onConflictDoNothing()
    },
  }
}

const toRecord = (row: ImageRow): ImageRecord =>
  imageRecordSchema.parse({ ...imageFactsSchema.parse(row.facts), id: row.id, bytes: row.bytes })
