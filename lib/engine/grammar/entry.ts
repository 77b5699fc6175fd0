/** The value a table has under a word that the user wrote; words such as "constructor" find nothing. */
export const entryOf = <Value>(table: Record<string, Value>, word: string | undefined): Value | undefined =>
  word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined
