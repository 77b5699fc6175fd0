import 'server-only'
import * as z from 'zod'
import type { ModelNotice } from '@/lib/models/availability-of'
import type { ModelCard } from '@/lib/models/card'
import type { Json } from '@/lib/providers/contract'
import { createHttpClient } from '@/lib/providers/http-client.server'
import { fieldOf, listOf } from '@/lib/providers/json'

const namedSchema = z.object({ id: z.string(), aliases: z.array(z.string()).nullish() })
const deprecationSchema = namedSchema.extend({
  status: z.string(),
  replaced_by: z.string().nullish(),
  reason: z.string().nullish(),
})
type Named = z.infer<typeof namedSchema>

const TIMEOUT_MS = 10_000

/**
 * What AIML's public pages say about the models of our cards: only those it calls withdrawn, and does not list any
 * more, become a notice. The pages need no key and get none. When they cannot be read, nothing is known and nothing
 * changes.
 */
export async function discoverNotices(
  signal: AbortSignal,
  baseUrl: string,
  cards: readonly ModelCard[],
): Promise<ModelNotice[]> {
  const read = createReader(baseUrl)
  const [feed, list] = await Promise.all([
    read(signal, '/v1/models/deprecations', deprecationSchema),
    read(signal, '/v1/models', namedSchema),
  ])
  return cards
    .filter((card) => card.provider === 'aiml')
    .flatMap((card) => {
      const entry = feed.find((each) => isAbout(each, card.remoteId))
      const isListed = list.some((each) => isAbout(each, card.remoteId))
      return entry?.status === 'withdrawn' && !isListed ? [toNotice(card, entry, cards)] : []
    })
}

function createReader(baseUrl: string) {
  const http = createHttpClient({
    vendor: 'AIML API',
    baseUrl,
    timeoutMs: TIMEOUT_MS,
    key: '',
    keyHeaders: () => ({}),
  })
  return async <Entry>(signal: AbortSignal, path: string, schema: z.ZodType<Entry>): Promise<Entry[]> => {
    const answer = await http.send(signal, { method: 'GET', path }).catch(() => undefined)
    signal.throwIfAborted()
    return answer?.status === 200 ? entriesOf(answer.json).flatMap((entry) => parsed(schema, entry)) : []
  }
}

/** A bare list, or one under `data`. */
const entriesOf = (json: Json | undefined): Json[] =>
  Array.isArray(json) ? json : listOf(fieldOf(json, 'data'))

function parsed<Entry>(schema: z.ZodType<Entry>, entry: Json): Entry[] {
  const result = schema.safeParse(entry)
  return result.success ? [result.data] : []
}

const isAbout = ({ id, aliases }: Named, remoteId: string): boolean =>
  id === remoteId || (aliases ?? []).includes(remoteId)

function toNotice(
  card: ModelCard,
  { reason, replaced_by }: z.infer<typeof deprecationSchema>,
  cards: readonly ModelCard[],
): ModelNotice {
  const replacement = cards.find((each) => each.provider === 'aiml' && each.remoteId === replaced_by)
  const words = reason?.slice(0, 200)
  return {
    modelId: card.id,
    reason: words ? `Withdrawn by AIML API: ${words}` : 'Withdrawn by AIML API.',
    replacedBy: replacement?.id ?? card.lifecycle.replacedBy ?? null,
  }
}
