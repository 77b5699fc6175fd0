import 'server-only'
import { and, eq, gte, ilike, inArray, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm'
import type { Records } from '@/lib/db/connection.server'
import { edits, roots } from '@/lib/db/schema'
import { EDIT_STATES, STATE_WORDS } from '@/lib/edits/state'
import { keyOfEdit, keyOfRoot, type NodeKey } from '@/lib/history/node-key'
import type { HistorySearch } from '@/lib/history/search/search'

/** The models by whose names edits can be found. */
type NamedModel = { id: string; name: string }

/**
 * The nodes of a project that match, in the order that was asked for. Every word must occur: in the prompt, the name, the
 * model or the state. Uploads have no model, state or kept share: where one of these is asked for, none matches.
 */
export async function searchNodes(
  db: Pick<Records, 'select'>,
  projectId: string,
  search: HistorySearch,
  models: readonly NamedModel[],
): Promise<NodeKey[]> {
  const words = search.text.toLowerCase().split(/\s+/).filter(Boolean)
  const order = sql.join(ORDERS[search.sort](models), sql`, `)
  // All in one row: a letter finds thousands, and to take as many rows apart would cost more than to find them.
  const [found] = await db
    .select({ ids: sql<string[] | null>`json_agg(${edits.id} order by ${order})` })
    .from(edits)
    .where(and(...editConditions(projectId, search, words, models)))
  const editKeys = (found?.ids ?? []).map(keyOfEdit)
  const isAboutEdits = search.modelIds.length + search.states.length > 0 || search.keptPercent !== null
  const isList = search.sort === 'kept' || search.sort === 'model'
  if (isAboutEdits || isList) return editKeys
  const uploads = await db
    .select({ imageId: roots.imageId })
    .from(roots)
    .where(and(...rootConditions(projectId, search, words)))
    .orderBy(roots.createdAt)
  return [...uploads.map(({ imageId }) => keyOfRoot(imageId)), ...editKeys]
}

const BY_AGE = [edits.createdAt, edits.runId, edits.position]

const ORDERS: Record<
  HistorySearch['sort'],
  (models: readonly NamedModel[]) => (SQL | (typeof BY_AGE)[number])[]
> = {
  oldest: () => BY_AGE,
  newest: () => BY_AGE,
  kept: () => [sql`${edits.keptShare} desc nulls last`, sql`${edits.createdAt} desc`, edits.position],
  model: (models) => [
    sql`coalesce(array_position(${sql.param(namesOf(models).map(({ id }) => id))}::text[], ${edits.modelId}), ${models.length + 1})`,
    sql`${edits.createdAt} desc`,
    edits.position,
  ],
}

const namesOf = (models: readonly NamedModel[]) => models.toSorted((a, b) => a.name.localeCompare(b.name))

function editConditions(
  projectId: string,
  { modelIds, states, isStarredOnly, keptPercent, fromMs, untilMs, isBeyondCheck }: HistorySearch,
  words: string[],
  models: readonly NamedModel[],
): (SQL | undefined)[] {
  return [
    eq(edits.projectId, projectId),
    isNull(edits.deletedAt),
    isStarredOnly ? eq(edits.starred, true) : undefined,
    modelIds.length > 0 ? inArray(edits.modelId, [...modelIds]) : undefined,
    states.length > 0 ? inArray(edits.state, [...states]) : undefined,
    isBeyondCheck ? not(MAY_BE_CHECKED) : undefined,
    keptPercent === null ? undefined : gte(edits.keptShare, keptPercent / 100),
    fromMs === null ? undefined : gte(edits.createdAt, new Date(fromMs)),
    untilMs === null ? undefined : lt(edits.createdAt, new Date(untilMs)),
    ...words.map((word) => {
      const named = models.filter(({ name }) => name.toLowerCase().includes(word)).map(({ id }) => id)
      const inState = EDIT_STATES.filter((state) => STATE_WORDS[state].toLowerCase().includes(word))
      return or(
        ilike(edits.prompt, toPattern(word)),
        ilike(edits.title, toPattern(word)),
        named.length > 0 ? inArray(edits.modelId, named) : undefined,
        inState.length > 0 ? inArray(edits.state, inState) : undefined,
      )
    }),
  ]
}

/** As the screen offers it: an edit in doubt, or one that failed after it was paid for. */
const MAY_BE_CHECKED = sql`(${edits.state} = 'outcome_unknown' or ${edits.state} = 'failed'
  and coalesce(${edits.failure} ->> 'billed' = 'yes', false) and not coalesce((${edits.failure} ->> 'isBeyondCheck')::boolean, false))`

const rootConditions = (
  projectId: string,
  { isStarredOnly, fromMs, untilMs }: HistorySearch,
  words: string[],
): (SQL | undefined)[] => [
  eq(roots.projectId, projectId),
  isNull(roots.deletedAt),
  isStarredOnly ? eq(roots.starred, true) : undefined,
  fromMs === null ? undefined : gte(roots.createdAt, new Date(fromMs)),
  untilMs === null ? undefined : lt(roots.createdAt, new Date(untilMs)),
  ...words.map((word) => or(ilike(roots.name, toPattern(word)), ilike(roots.title, toPattern(word)))),
]

/** The word anywhere; its own signs stand for themselves. */
const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
