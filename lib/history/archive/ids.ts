type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * Records with other ids: every text that is a known id becomes its new one, however deep it stands. A field `editId`
 * that names something else names what was deleted before the export: it becomes null.
 */
export function replaceIds(value: Json, newIds: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return newIds.get(value) ?? value
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((entry) => replaceIds(entry, newIds))
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key === 'editId' && !(typeof entry === 'string' && newIds.has(entry))
        ? null
        : replaceIds(entry, newIds),
    ]),
  )
}
