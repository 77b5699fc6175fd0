import * as z from 'zod'
import { selectionEventSchema } from '@/lib/edits/selection'
import { inputViewSchema, nodeRefSchema, nodeViewSchema, projectViewSchema } from '@/lib/edits/view'
import { availabilitySchema } from '@/lib/models/availability'

/**
 * What the server tells every browser that shows a project. Each event carries the whole new form of its subject, so
 * that applying one twice, or after a newer snapshot, changes nothing.
 */
export const studioEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('node'), node: nodeViewSchema }),
  z.object({ type: z.literal('removed'), nodes: z.array(nodeRefSchema) }),
  z.object({ type: z.literal('inputs'), inputs: z.array(inputViewSchema) }),
  z.object({ type: z.literal('project'), project: projectViewSchema }),
  z.object({ type: z.literal('availability'), availability: z.record(z.string(), availabilitySchema) }),
  selectionEventSchema,
])
export type StudioEvent = z.infer<typeof studioEventSchema>
