import * as z from 'zod'
import { editStateSchema } from '@/lib/edits/view'
import { HISTORY_SORTS, type HistorySearch } from '@/lib/history/search/search'

const momentSchema = z.coerce.number().int().nullable().default(null)

const searchSchema = z.object({
  text: z.string().max(1000).default(''),
  modelIds: z.array(z.string().max(200)).max(100),
  states: z.array(editStateSchema),
  isStarredOnly: z.boolean(),
  keptPercent: z.coerce.number().min(0).max(100).nullable().default(null),
  sort: z.enum(HISTORY_SORTS).default('oldest'),
  isBeyondCheck: z.boolean(),
  fromMs: momentSchema,
  untilMs: momentSchema,
})

/** A search from the parameters of an address; undefined when they are none. */
export function parseSearch(params: URLSearchParams): HistorySearch | undefined {
  const one = (name: string) => params.get(name) ?? undefined
  return searchSchema.safeParse({
    text: one('text'),
    modelIds: params.getAll('model'),
    states: params.getAll('state'),
    isStarredOnly: params.has('starred'),
    keptPercent: one('kept'),
    sort: one('sort'),
    isBeyondCheck: params.has('beyond-check'),
    fromMs: one('from'),
    untilMs: one('until'),
  }).data
}
