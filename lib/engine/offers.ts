import { isFiller } from './grammar/fillers'
import { wishesForObject } from './grammar/near-object'
import { createNearest } from './grammar/nearest'
import { isIndecent, isNegated, offersFor } from './grammar/reasons'
import { type Token, wordOf } from './grammar/token'
import type { Operation } from './operation'
import type { Step } from './operations'
import type { Target } from './target'

const EXAMPLES_SHOWN = 5
const MOST_SUGGESTIONS = 3

/** Every picture has these; other targets have to be found in it, and no picture was looked at yet. */
const ALWAYS_THERE: readonly Target['kind'][] = ['image', 'subject', 'background', 'region']

function isThere(step: Step): boolean {
  if (!('target' in step)) return true
  const target = step.target.kind === 'except' ? step.target.of : step.target
  return ALWAYS_THERE.includes(target.kind) || (target.kind === 'colour' && target.word === undefined)
}

type Parts = {
  operations: readonly Operation<Step>[]
  isKnown(word: string): boolean
  /** The steps of an instruction, or undefined when it is not understood. */
  read(prompt: string): readonly Step[] | undefined
}

const nearestOf = (operations: Parts['operations']): ReturnType<typeof createNearest> =>
  createNearest(
    operations.map(({ examples, wordings }) => ({
      examples,
      wordings: wordings.map(({ say }) => say.flatMap((phrase) => phrase.replaceAll('?', '').split(/[ /]/))),
    })),
  )

const some = (list: readonly string[], count: number, isFit: (one: string) => boolean): string[] => {
  const fit: string[] = []
  for (const one of new Set(list)) if (fit.length < count && isFit(one)) fit.push(one)
  return fit
}

export type Offers = {
  /** Up to three instructions in place of this one. */
  suggestions: string[]
  /** Five of the engine's own, the nearest first. */
  canDo: string[]
}

/** What to offer where words were refused: only what can be followed whatever the picture shows. */
export function createOffers({ operations, isKnown, read }: Parts) {
  /** Only a refusal needs it, and a thread that starts must not wait for it. */
  let nearest: ReturnType<typeof createNearest> | undefined
  const works = (prompt: string): boolean => read(prompt)?.every(isThere) ?? false

  /** What remains of a clause without what nobody knows, when that makes sense: "make the cup {blue". */
  function withoutUnknown(prompt: string, tokens: readonly Token[]): string[] {
    const isUnknown = (token: Token) =>
      token.kind === 'unknown' || (token.kind === 'word' && !isKnown(token.text) && !isFiller(token.text))
    const isDangling = (at: number): boolean =>
      isUnknown(tokens[at]!) ||
      (isFiller(wordOf(tokens[at]) ?? '') && at + 1 < tokens.length && isDangling(at + 1) && at > 0)
    if (isNegated(tokens)) return []
    const kept = tokens.filter((_, at) => !isDangling(at))
    const text = kept.map(({ from, to }) => prompt.slice(from, to)).join(' ')
    const isSlip = tokens.every((token) => token.kind === 'unknown' || kept.includes(token))
    const makesSense = isSlip ? read(text) !== undefined : works(text)
    return kept.length > 1 && kept.length < tokens.length && makesSense ? [text] : []
  }

  return (prompt: string, tokens: Token[]): Offers => {
    nearest ??= nearestOf(operations)
    const { near, all } = nearest(tokens)
    const canDo = some(all, EXAMPLES_SHOWN, works)
    if (isIndecent(tokens)) return { suggestions: [], canDo }
    const known = offersFor(tokens)
    const wishes = known.length > 0 ? [] : wishesForObject(tokens).slice(0, 2)
    const others = [
      ...known.filter((offer) => read(offer) !== undefined),
      ...[...wishes, ...near].filter(works),
    ]
    return {
      suggestions: some([...withoutUnknown(prompt, tokens), ...others], MOST_SUGGESTIONS, () => true),
      canDo,
    }
  }
}
