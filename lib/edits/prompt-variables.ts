/** Prompts with variables: `{colour}` stands for a value given apart, `\{` and `\}` for the braces themselves. */

/** Values by the name of their variable. */
export type VariableValues = Readonly<Record<string, readonly string[]>>

/** As many values as an axis of a sweep may have. */
export const MAX_VARIABLE_VALUES = 36

const TOKEN = /\\([\\{}])|\{([^{}\\\n]{1,40})\}/g
/** Other things in braces, such as `{1, 2}`, are meant as they are. */
const NAME = /^\p{L}[\p{L}\p{N} _-]*$/u

/** What every object has, such as `constructor`, would be found among the values without being one. */
const isName = (text: string | undefined): text is string =>
  text !== undefined && NAME.test(text.trim()) && !(text.trim() in {})

/** The names of the variables of a prompt, in order, each once. */
export function listVariables(prompt: string): string[] {
  const names = [...prompt.matchAll(TOKEN)].map(([, , name]) => name)
  return [...new Set(names.filter(isName).map((name) => name.trim()))]
}

/** The prompt with a value in the place of each variable; one without a value stays as it is. */
export function fillPrompt(prompt: string, find: (name: string) => string | undefined): string {
  return prompt.replace(TOKEN, (whole, sign?: string, name?: string) => {
    if (sign !== undefined) return sign
    return isName(name) ? (find(name.trim()) ?? whole) : whole
  })
}

/** A prompt that stands for exactly this text, whatever braces it holds. */
export function escapePrompt(text: string): string {
  return fillPrompt(text, () => undefined) === text && listVariables(text).length === 0
    ? text
    : text.replace(/[\\{}]/g, (sign) => `\\${sign}`)
}

/** The longest of the prompts that `listPrompts` would list. */
export const longestPrompt = (prompt: string, values: VariableValues = {}): string =>
  fillPrompt(prompt, (name) => values[name]?.toSorted((a, b) => b.length - a.length)[0])

/** How many prompts `listPrompts` would list. */
export const countPrompts = (prompt: string, values: VariableValues = {}): number =>
  listVariables(prompt).reduce((count, name) => count * (values[name]?.length || 1), 1)

/** The variables that have no value yet. */
export const listEmpty = (prompt: string, values: VariableValues = {}): string[] =>
  listVariables(prompt).filter((name) => (values[name] ?? []).length === 0)

/** The values of what was typed: parted by commas, `\,` is a comma; each once. */
export function readValues(text: string): string[] {
  const parts = text.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ',').trim())
  return [...new Set(parts.filter(Boolean))].slice(0, MAX_VARIABLE_VALUES)
}
