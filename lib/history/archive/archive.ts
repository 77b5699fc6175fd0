import * as z from 'zod'
import { MAP_KINDS, type MapKind } from '@/lib/edits/map-key'
import { recipeViewSchema } from '@/lib/edits/recipe'
import { replayVerdictSchema } from '@/lib/edits/replay'
import { runInputSchema } from '@/lib/edits/run-request'
import { sweepCellSchema } from '@/lib/edits/settings'
import { isSettled } from '@/lib/edits/state'
import { editStateSchema, failureSchema } from '@/lib/edits/view'
import { fidelityReportSchema } from '@/lib/fidelity/report-schema'
import { MAX_INPUTS, MAX_UPLOAD_BYTES } from '@/lib/images/limits'
import { imageFormatSchema, imageIdSchema } from '@/lib/images/record'

/** The records of a project as they leave and enter: `project.json` in its ZIP. Described in ARCHIVE-FORMAT.md. */

/** Raised when a reader of the older form would misread a newer one. */
export const ARCHIVE_VERSION = 1

/** Edits and images at most: twice the history that the screen is made for. */
export const MAX_ARCHIVED = 20_000
/** Of one JSON value in it. */
const MAX_TEXT = 40_000

const titleSchema = z.string().max(1000).nullable()
const momentSchema = z.iso.datetime()
const jsonObjectSchema = z.record(z.string().max(1000), z.json())

/** What an edit has beside its record: grey pictures of what changed and of what was taken. */
const mapKindSchema = z.enum(MAP_KINDS)

const archivedImageSchema = z.strictObject({
  id: imageIdSchema,
  format: imageFormatSchema,
  bytes: z.int().positive().max(MAX_UPLOAD_BYTES),
})
export type ArchivedImage = z.infer<typeof archivedImageSchema>

const archivedEditSchema = z.strictObject({
  id: z.uuid(),
  runId: z.uuid(),
  batchId: z.uuid(),
  position: z.int().min(0),
  cell: sweepCellSchema.nullable(),
  modelId: z.string().max(200),
  prompt: z.string().max(MAX_TEXT),
  /** What was still under way when the project was exported is not in the archive. */
  state: editStateSchema.refine(isSettled),
  failure: failureSchema.nullable(),
  notes: z.array(z.string().max(MAX_TEXT)).max(100),
  parentEditId: z.uuid().nullable(),
  inputImageId: imageIdSchema.nullable(),
  rootImageId: imageIdSchema.nullable(),
  outputImageId: imageIdSchema.nullable(),
  /** The edit whose recipe this one did again, and how the two pictures compare. */
  replayOf: z.uuid().nullable(),
  replay: replayVerdictSchema.nullable(),
  seed: z.int().nullable(),
  estimateUsd: z.number().min(0).nullable(),
  costUsd: z.number().min(0).nullable(),
  keptShare: z.number().min(0).max(1).nullable(),
  /** A report of another form is left out: what it tells is measured anew. */
  fidelity: fidelityReportSchema.nullable().catch(null),
  title: titleSchema,
  starred: z.boolean(),
  kept: z.boolean(),
  createdAt: momentSchema,
  startedAt: momentSchema.nullable(),
  finishedAt: momentSchema.nullable(),
  recipe: recipeViewSchema.nullable(),
  maps: z.array(mapKindSchema).max(MAP_KINDS.length),
})
export type ArchivedEdit = z.infer<typeof archivedEditSchema>

/** The fields of an edit that travel; the others belong to the instance where it was made. */
export const ARCHIVED_EDIT_FIELDS = Object.keys(archivedEditSchema.shape)

const archivedRunSchema = z.strictObject({
  id: z.uuid(),
  /** The request as it was asked; the forms of several versions may stand side by side. */
  request: jsonObjectSchema,
  createdAt: momentSchema,
})

const archivedRootSchema = z.strictObject({
  imageId: imageIdSchema,
  name: z.string().max(1000),
  title: titleSchema,
  starred: z.boolean(),
  createdAt: momentSchema,
})

export const archiveSchema = z.strictObject({
  afterimage: z.literal('project'),
  version: z.literal(ARCHIVE_VERSION),
  name: z.string().trim().min(1).max(200),
  images: z.array(archivedImageSchema).max(MAX_ARCHIVED),
  roots: z.array(archivedRootSchema).max(MAX_ARCHIVED),
  inputs: z.array(runInputSchema).max(MAX_INPUTS),
  runs: z.array(archivedRunSchema).max(MAX_ARCHIVED),
  edits: z.array(archivedEditSchema).max(MAX_ARCHIVED),
})
export type Archive = z.infer<typeof archiveSchema>

/** The names of everything in the ZIP. */
export const ARCHIVE_RECORDS = 'project.json'
export const imageEntry = ({ id, format }: Pick<ArchivedImage, 'id' | 'format'>): string =>
  `images/${id}.${format === 'jpeg' ? 'jpg' : format}`
export const mapEntry = (editId: string, kind: MapKind): string => `maps/${editId}/${kind}.png`

/** Every file that an archive with these records holds, but the records themselves. */
export function listEntries({ images, edits }: Pick<Archive, 'images' | 'edits'>): string[] {
  return [
    ...images.map(imageEntry),
    ...edits.flatMap(({ id, maps }) => maps.map((kind) => mapEntry(id, kind))),
  ]
}
