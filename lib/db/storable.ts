/** As JSON escapes them; an escaped backslash before it is only text that looks like one. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/** False for what PostgreSQL refuses in text: the character NUL, and half of a pair of surrogates. */
export function isStorable(value: unknown): boolean {
  return !UNSTORABLE.test(JSON.stringify(value) ?? '')
}
