/** Names of downloaded files, made from a template such as `{name}-{model}-{seed}`. */

export const DEFAULT_TEMPLATE = '{name}-{model}-{seed}'
export const TEMPLATE_MAX_LENGTH = 200

/** What a template may name, with what it stands for. */
export const TEMPLATE_VARIABLES = {
  name: 'title, or name of the photo',
  prompt: 'first words of the prompt',
  model: 'who made it',
  seed: 'seed',
  number: 'place in the list',
} as const

type Variable = keyof typeof TEMPLATE_VARIABLES
export type NameFacts = Record<Exclude<Variable, 'number'>, string>

const VARIABLE = /\{([^{}]*)\}/g
/** Of the 255 bytes that file systems take, in letters of up to four, with room for a number and the ending. */
const MAX_LETTERS = 55
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** What is wrong with a template, in a sentence; undefined when nothing is. */
export function findTemplateProblem(template: string): string | undefined {
  if (template.trim() === '') return 'Write how the files are to be called.'
  if (template.length > TEMPLATE_MAX_LENGTH) return `Use at most ${TEMPLATE_MAX_LENGTH} letters.`
  const unknown = [...template.matchAll(VARIABLE)].find(
    ([, name]) => !Object.hasOwn(TEMPLATE_VARIABLES, name!),
  )
  if (unknown) return `There is no ${unknown[0]}. Use ${variableList()}.`
  return /[{}]/.test(template.replace(VARIABLE, '')) ? 'A brace has no partner.' : undefined
}

const variableList = () =>
  Object.keys(TEMPLATE_VARIABLES)
    .map((name) => `{${name}}`)
    .join(', ')

/**
 * A name for each picture, in their order, with the ending, none of them twice: letters that file systems refuse become
 * hyphens, and names that would be the same on any of them get a number.
 */
export function nameFiles(template: string, pictures: readonly NameFacts[], ending: string): string[] {
  const taken = new Set<string>()
  const digits = String(pictures.length).length
  return pictures.map((facts, index) => {
    const number = String(index + 1).padStart(digits, '0')
    const stem = toStem(
      template.replace(VARIABLE, (_text, name: Variable) => (name === 'number' ? number : facts[name])),
    )
    const file = firstFree(stem, ending, taken)
    taken.add(file.toLowerCase())
    return file
  })
}

function firstFree(stem: string, ending: string, taken: ReadonlySet<string>): string {
  let file = `${stem}${ending}`
  for (let count = 2; taken.has(file.toLowerCase()); count += 1) file = `${stem} (${count})${ending}`
  return file
}

function toStem(text: string): string {
  const safe = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} ._()+,-]+/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?-[ -]*/g, '-')
  const trimmed = [...safe.replace(/^[-. ]+/, '')]
    .slice(0, MAX_LETTERS)
    .join('')
    .replace(/[-. ]+$/, '')
  if (trimmed === '') return 'picture'
  return WINDOWS_DEVICE.test(trimmed.split('.')[0]!) ? `_${trimmed}` : trimmed
}
