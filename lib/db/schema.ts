import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, moment } from './columns'

export * from './schema-instance'

/** Columns only: what the JSON in them means is known by the folder that writes it (`lib/edits`, `lib/history`). */

/** A named place that holds images, runs and their history. */
export const projects = pgTable('projects', {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  /** False until somebody, or what was asked first, has given it a name. */
  isNamed: boolean().notNull().default(true),
  createdAt: createdAt(),
  /** Moved by every change, so that the list shows the latest first. */
  touchedAt: createdAt(),
  deletedAt: moment(),
})

/** Immutable bytes of one picture, known by the SHA-256 of the stored bytes. Width and height are upright. */
export const images = pgTable('images', {
  id: text().primaryKey(),
  width: integer().notNull(),
  height: integer().notNull(),
  format: text().notNull(),
  bytes: bigint({ mode: 'number' }).notNull(),
  /** The rest of what the decoder found: alpha, depth, colour space, orientation, animation. */
  facts: jsonb().notNull(),
  createdAt: createdAt(),
  /** When somebody last brought these bytes, or asked whether they are known: the sweep leaves them alone for a day. */
  seenAt: createdAt(),
  /** When the stored bytes were last read and compared with the hash; null = not yet. */
  checkedAt: moment(),
  /** What was found then: `missing` or `changed`; null = nothing. */
  damage: text(),
})

/** An image brought into a project by its user: a root of the edit tree. */
export const roots = pgTable(
  'roots',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    imageId: text()
      .notNull()
      .references(() => images.id),
    name: text().notNull(),
    title: text(),
    starred: boolean().notNull().default(false),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.imageId] })],
)

/** The images chosen for the next run of a project, in order; position 0 is the primary. */
export const inputs = pgTable(
  'inputs',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    imageId: text()
      .notNull()
      .references(() => images.id),
    /** The edit that made this image, when it was continued from a result. */
    editId: uuid(),
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.position] })],
)

/** One press of Run. */
export const runs = pgTable(
  'runs',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Made in the browser at the click: the same key twice is the same run. */
    clientKey: uuid().notNull(),
    /** The whole request as it was asked (`lib/edits/run-request.ts`). */
    request: jsonb().notNull(),
    /** The run from which this one was parted when some of its edits were moved to another project. */
    partedFrom: uuid(),
    createdAt: createdAt(),
  },
  (table) => [uniqueIndex('runs_client_key').on(table.clientKey), index('runs_project').on(table.projectId)],
)

/** One model's one result within a run. */
export const edits = pgTable(
  'edits',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** Edits of one batch are served by one request to the provider. */
    batchId: uuid().notNull(),
    /** Order within the run. */
    position: integer().notNull(),
    /** The values of the swept settings that this edit stands for; null outside of sweeps. */
    cell: jsonb(),
    modelId: text().notNull(),
    prompt: text().notNull(),
    state: text().notNull(),
    /** `{code, message, billed}` when failed. */
    failure: jsonb(),
    /** Told beside the result, in sentences. */
    notes: jsonb().notNull().default([]),
    /** The edit that made the primary input; null when that is an upload or there is none. */
    parentEditId: uuid(),
    /** The primary input; null when the model took no image. */
    inputImageId: text().references(() => images.id),
    /** The upload at the top of the branch; null when the branch began with a generated image. */
    rootImageId: text().references(() => images.id),
    outputImageId: text().references(() => images.id),
    /** In a replay: the edit whose result will be the primary input; null as soon as that is there. */
    waitsFor: uuid(),
    /** The edit whose recipe this one does again. */
    replayOf: uuid(),
    /** How the result compares with that of `replayOf` (`lib/edits/replay.ts`). */
    replay: jsonb(),
    seed: bigint({ mode: 'number' }),
    /** The known price when it was asked for; null = unknown. */
    estimateUsd: doublePrecision(),
    costUsd: doublePrecision(),
    /** 0–1 within the current step, when the step can tell. */
    progress: doublePrecision(),
    keptShare: doublePrecision(),
    fidelity: jsonb(),
    title: text(),
    starred: boolean().notNull().default(false),
    /** Chosen as the winner of its run. */
    kept: boolean().notNull().default(false),
    /** Fencing token: a worker that was overtaken finds its number stale and its writes refused. */
    claim: integer().notNull().default(0),
    workerId: uuid(),
    createdAt: createdAt(),
    startedAt: moment(),
    /** When it is tried again by itself, while it waits for that. */
    retryAt: moment(),
    finishedAt: moment(),
    deletedAt: moment(),
  },
  (table) => [
    index('edits_project').on(table.projectId, table.createdAt),
    index('edits_run').on(table.runId, table.position),
    index('edits_batch').on(table.batchId),
    index('edits_parent').on(table.parentEditId),
    index('edits_open').on(table.state).where(sql`${table.finishedAt} is null`),
    index('edits_waiting').on(table.waitsFor).where(sql`${table.waitsFor} is not null`),
  ],
)

/** One request to a provider, committed before its first byte leaves. */
export const attempts = pgTable(
  'attempts',
  {
    id: uuid().primaryKey().defaultRandom(),
    batchId: uuid().notNull(),
    /** Not a reference: what a deleted project cost stays in the sum of the day. */
    projectId: uuid().notNull(),
    number: integer().notNull(),
    provider: text().notNull(),
    modelId: text().notNull(),
    state: text().notNull(),
    requestHash: text().notNull(),
    /** The vendor's own name for the work, kept as soon as it is known, so that it can be asked for again. */
    remoteId: text(),
    estimateUsd: doublePrecision(),
    costUsd: doublePrecision(),
    failure: jsonb(),
    /** What was sent and what was answered, without pictures and keys. */
    sent: jsonb(),
    answered: jsonb(),
    /** The raw results on disk, `[{key, seed, editId}]`, written before anything else happens to them. */
    results: jsonb(),
    startedAt: createdAt(),
    finishedAt: moment(),
  },
  (table) => [uniqueIndex('attempts_number').on(table.batchId, table.number)],
)

/** Everything needed to do an edit again (`lib/edits/recipe.ts`). */
export const recipes = pgTable('recipes', {
  editId: uuid()
    .primaryKey()
    .references(() => edits.id, { onDelete: 'cascade' }),
  asked: jsonb().notNull(),
  sent: jsonb(),
  answered: jsonb(),
})

/** What happened, in order, for browsers that were away for a moment. Pruned after a day. */
export const events = pgTable(
  'events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    body: jsonb().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('events_project').on(table.projectId, table.id)],
)
