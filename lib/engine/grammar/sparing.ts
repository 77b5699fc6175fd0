import type { PlainTarget } from '@/lib/engine/target'
import { readKept } from './target'
import { HUE_WORDS } from './target-terms'
import { type Token, wordOf } from './token'

const JOINING = new Set(['and', 'but', 'while', 'then'])
/** How sparing begins: "keep", "not", "don't touch"; longer ways first. */
const WAYS: readonly RegExp[] = [
  /^(?:do not|don't|without|not) (?:touch|touching|change|changing|alter|altering|affect|affecting|modify|modifying|edit|editing)$/,
  /^(?:keep|leave|preserve|spare|not)$/,
]
const MOST_WORDS = 3
const STATE =
  /^(?:exactly )?(?:as (?:it|they) (?:is|are|was|were)|as is|the same|unchanged|untouched|intact|alone|natural|original)$/

const textOf = (tokens: readonly Token[]): string => tokens.map((token) => wordOf(token) ?? '?').join(' ')
const isBetween = (token: Token | undefined): boolean =>
  token === undefined || token.kind === 'break' || JOINING.has(wordOf(token) ?? '')

/** How many words from here on say that something is spared; 0 = none. */
function wayAt(tokens: readonly Token[], at: number): number {
  for (let length = MOST_WORDS; length > 0; length--)
    if (WAYS.some((way) => way.test(textOf(tokens.slice(at, at + length))))) return length
  return 0
}

/** Once it is said what is spared, "the rest" is everything but that. */
const tellRest = (tokens: readonly Token[], spared: readonly Token[]): Token[] =>
  tokens.flatMap((token): Token[] => {
    if (token.kind !== 'word' || !['rest', 'else'].includes(token.text)) return [token]
    const but = ['everything', 'except'].map((text): Token => ({ ...token, text }))
    return [...but, ...spared]
  })

/** "Darker, but not black" tells how far. */
const isDegree = ([first, second]: readonly Token[], { kind }: PlainTarget): boolean =>
  kind === 'colour' && wordOf(first) === 'not' && Object.hasOwn(HUE_WORDS, wordOf(second) ?? '')

/** `said` = how it was told what is spared; `tokens` = what remains without it. */
export type Spared = { tokens: Token[]; target: PlainTarget; said: Token[] }

/** "…, but keep the face as it is", "without touching the sky" at one end of an instruction: what is spared, and the rest. */
export function takeSpared(tokens: readonly Token[]): Spared | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const way = wayAt(tokens, at)
    const isOpen = isBetween(tokens[at - 1]) || wordOf(tokens[at]) === 'without'
    const kept = way > 0 && isOpen ? readKept([...tokens], at + way) : undefined
    if (!kept || isDegree(tokens.slice(at, at + way + 1), kept.value)) continue
    const from = at + way + kept.length
    if (wordOf(tokens[from]) === 'and' && readKept([...tokens], from + 1)) continue
    const end = tokens.findIndex((token, i) => i >= from && isBetween(token))
    const after = end < 0 ? tokens.length : end
    if (after > from && !STATE.test(textOf(tokens.slice(from, after)))) continue
    const before = tokens.slice(0, at)
    while (before.length > 0 && isBetween(before.at(-1))) before.pop()
    const rest = before.length === 0 ? tokens.slice(after + 1) : [...before, ...tokens.slice(after)]
    if (rest.length === 0) continue
    return {
      tokens: tellRest(rest, tokens.slice(at + way, from)),
      target: kept.value,
      said: tokens.slice(at, after),
    }
  }
  return undefined
}
