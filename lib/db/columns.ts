import { timestamp } from 'drizzle-orm/pg-core'

/** A point in time, kept with its zone. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' })

export const createdAt = () => moment().notNull().defaultNow()
