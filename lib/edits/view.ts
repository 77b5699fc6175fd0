import * as z from 'zod'
import { replayVerdictSchema } from '@/lib/edits/replay'
import { runInputSchema } from '@/lib/edits/run-request'
import { sweepCellSchema } from '@/lib/edits/settings'
import { EDIT_STATES } from '@/lib/edits/state'
import { ERROR_CODES } from '@/lib/errors'
import { CHANGE_KINDS } from '@/lib/fidelity/change-kind'
import { alignmentSchema } from '@/lib/fidelity/report-schema'
import { imageIdSchema } from '@/lib/images/record'
import { availabilitySchema } from '@/lib/models/availability'

/** What the browser is told: the forms in which records leave the server. Times are ISO strings. */

export const editStateSchema = z.enum(EDIT_STATES)

export const failureSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  /** Whether money may have been spent. */
  billed: z.enum(['yes', 'no', 'unknown']),
  /** It was paid for, and nothing leads to its picture: no name of the work, no address, no bytes. */
  isBeyondCheck: z.boolean().optional(),
  /** Further help, e.g. what the local engine can do instead. */
  hints: z.array(z.string()).default([]),
})
export type Failure = z.infer<typeof failureSchema>

export const imageViewSchema = z.object({
  id: imageIdSchema,
  width: z.int(),
  height: z.int(),
  format: z.string(),
  bytes: z.int(),
})
export type ImageView = z.infer<typeof imageViewSchema>

export const rootViewSchema = z.object({
  kind: z.literal('root'),
  image: imageViewSchema,
  name: z.string(),
  title: z.string().nullable(),
  starred: z.boolean(),
  createdAt: z.iso.datetime(),
})
export type RootView = z.infer<typeof rootViewSchema>

export const editViewSchema = z.object({
  kind: z.literal('edit'),
  id: z.uuid(),
  runId: z.uuid(),
  /** Order within the run. */
  position: z.int(),
  /** Of a sweep: the values of the swept settings that this edit stands for. */
  cell: sweepCellSchema.optional(),
  modelId: z.string(),
  prompt: z.string(),
  state: editStateSchema,
  failure: failureSchema.nullable(),
  /** What is said beside the result, e.g. that more pictures came than were asked for. */
  notes: z.array(z.string()).default([]),
  parentEditId: z.uuid().nullable(),
  inputImageId: imageIdSchema.nullable(),
  rootImageId: imageIdSchema.nullable(),
  image: imageViewSchema.nullable(),
  seed: z.int().nullable(),
  costUsd: z.number().nullable(),
  progress: z.number().min(0).max(1).nullable(),
  keptShare: z.number().min(0).max(1).nullable(),
  /** What kind of change was measured; the kept share alone does not tell a change of tone. */
  changeKind: z.enum(CHANGE_KINDS).nullable().default(null),
  /** While queued in a replay: the edit whose result it takes. */
  waitsFor: z.uuid().optional(),
  /** How the result compares with that of the edit whose recipe was done again on the same photo. */
  replay: replayVerdictSchema.optional(),
  /** How the result lies on its primary input, once it is measured and reliable: original = scale · result + shift. */
  alignment: alignmentSchema.nullable(),
  title: z.string().nullable(),
  starred: z.boolean(),
  kept: z.boolean(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  /** While queued: when it is tried again by itself; its `failure` says why. */
  retryAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type EditView = z.infer<typeof editViewSchema>

export const nodeViewSchema = z.discriminatedUnion('kind', [rootViewSchema, editViewSchema])
export type NodeView = z.infer<typeof nodeViewSchema>

/** An entry of the list "Input images". */
export const inputViewSchema = runInputSchema.extend({ image: imageViewSchema })
export type InputView = z.infer<typeof inputViewSchema>

export const projectViewSchema = z.object({ id: z.uuid(), name: z.string() })
export type ProjectView = z.infer<typeof projectViewSchema>

/** One line of the tree of the history, without what it shows. `isOpen` is undefined for a node without children. */
export const treeRowSchema = z.object({
  key: z.string(),
  parentKey: z.string().nullable(),
  level: z.int().min(1),
  isOpen: z.boolean().optional(),
  position: z.int().min(1),
  siblings: z.int().min(1),
  /** How many edits hang under it. */
  under: z.int().min(0),
})
export type TreeRow = z.infer<typeof treeRowSchema>

/** The lines around the newest node of a history that is too long to be sent whole. */
export const historyExcerptSchema = z.object({
  rows: z.array(treeRowSchema),
  /** Which line of the whole the first of `rows` is, and how many there are, counted from 0 and with all items open. */
  startRow: z.int().min(0),
  rowCount: z.int().min(0),
  /** The line to begin with at the top. */
  topRow: z.int().min(0),
})
export type HistoryExcerpt = z.infer<typeof historyExcerptSchema>

/** All that the studio needs to draw itself, read in one go when the page is opened or the connection was lost. */
export const studioSnapshotSchema = z.object({
  project: projectViewSchema,
  inputs: z.array(inputViewSchema),
  /** All uploads and edits, or with an `excerpt` those that are seen first and what they stand on. */
  nodes: z.array(nodeViewSchema),
  excerpt: historyExcerptSchema.optional(),
  availability: z.record(z.string(), availabilitySchema),
  /** The id of the last event that is contained in this snapshot: the stream resumes after it. */
  lastEventId: z.int(),
})
export type StudioSnapshot = z.infer<typeof studioSnapshotSchema>

/** How a node of the tree is named in commands: an edit by its id, an upload by its image. */
export const nodeRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), id: z.uuid() }),
  z.object({ kind: z.literal('root'), imageId: imageIdSchema }),
])
export type NodeRef = z.infer<typeof nodeRefSchema>
