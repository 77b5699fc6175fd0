import { readKept } from './target'
import { type Token, wordOf } from './token'

const REST =
  '(?:the )?(?:rest|everything else|all else|anything else|nothing else|all other (?:things|parts|areas)|any other (?:thing|part|area)|other (?:things|parts|areas))(?: (?:of|in) (?:the|this) (?:picture|photo|image))?'
const STATE =
  '(?:exactly |completely )?(?:as (?:it|they) (?:is|are|was|were)|as is|the same|unchanged|untouched|intact|alone|in place)'
const KEEPING = new RegExp(
  `^(?:(?:please )?(?:keep|leave|preserve) ${REST}(?: ${STATE})?|${REST} (?:stays|stay|should stay|must stay|remains|should remain) ${STATE}|(?:and )?nothing else|(?:without|don't|do not|not) (?:changing|change|touching|touch|altering|alter|affecting|affect|modifying|modify|editing|edit) ${REST}|${REST} ${STATE})$`,
)
/** Words with which such a wish may begin inside a clause. */
const BEGINNING = new Set(
  "keep leave preserve please without don't do not nothing the rest everything all any other".split(' '),
)
const JOINING = new Set(['and', 'but', 'while', 'then', 'with'])

const isBetween = (token: Token): boolean => token.kind === 'break' || JOINING.has(wordOf(token) ?? '')

/** Where the part of an instruction that begins here ends. */
function endOf(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex((token, at) => at >= from && isBetween(token))
  return end < 0 ? tokens.length : end
}

const isKeeping = (tokens: readonly Token[]): boolean =>
  tokens.every((token) => token.kind === 'word') && KEEPING.test(tokens.map(wordOf).join(' '))

/**
 * Takes "keep everything else as it is" out of an instruction: pixels outside of what is named stay as they are anyway.
 * @returns what else is asked for, and the words that were taken out, which bind the rest
 */
export function takeKeeping(tokens: readonly Token[]): { tokens: Token[]; kept: readonly Token[] } {
  for (let from = 0; from < tokens.length; from++) {
    if (!BEGINNING.has(wordOf(tokens[from]) ?? '')) continue
    const end = endOf(tokens, from)
    const kept = tokens.slice(from, end)
    // "Nothing else but the dog" names what is to change.
    const isExcepting = wordOf(tokens[end]) === 'but' && readKept([...tokens], end + 1) !== undefined
    if (!isKeeping(kept) || isExcepting) continue
    const before = tokens.slice(0, from)
    while (before.length > 0 && isBetween(before.at(-1)!)) before.pop()
    return { tokens: [...before, ...tokens.slice(before.length === 0 ? end + 1 : end)], kept }
  }
  return { tokens: [...tokens], kept: [] }
}
