import type { Unfit, Wording } from '@/lib/engine/operation'
import { isElsewhere } from './elsewhere'
import { isFiller } from './fillers'
import { readers, type SlotName, type Slots } from './slot'
import { type Token, wordOf } from './token'

type PhraseWord = { choices: readonly string[]; isOptional: boolean }
/** A phrase that lacks one of its words need not be tried: this keeps parsing at a millisecond. */
const canMatch = (words: readonly PhraseWord[], present: ReadonlySet<string>): boolean =>
  words.every(({ choices, isOptional }) => isOptional || choices.some((choice) => present.has(choice)))

type Phrase<Step> = { words: readonly PhraseWord[]; wording: Wording<Step> }

function compilePhrase(say: string): PhraseWord[] {
  return say.split(' ').map((text) => ({
    choices: text.replace('?', '').split('/'),
    isOptional: text.endsWith('?'),
  }))
}

const compilePhrases = <Step>(wordings: readonly Wording<Step>[]): Phrase<Step>[] =>
  wordings.flatMap((wording) => wording.say.map((say) => ({ words: compilePhrase(say), wording })))

/** Where the next phrase word that equals this text lies, passing over words that may be missing. */
function findNext(words: readonly PhraseWord[], from: number, text: string): number {
  for (let at = from; at < words.length; at++) {
    if (words[at]!.choices.includes(text)) return at
    if (!words[at]!.isOptional) return -1
  }
  return -1
}

function readSlot(tokens: Token[], at: number, takes: readonly SlotName[], slots: Slots): number {
  for (const name of takes) {
    const found = slots[name] === undefined ? readers[name](tokens, at) : undefined
    if (found === undefined) continue
    Object.assign(slots, { [name]: found.value })
    return found.length
  }
  return 0
}

const isEmpty = (tokens: Token[], at: number): boolean =>
  tokens[at]!.kind === 'break' || (isFiller(wordOf(tokens[at]) ?? '') && !isElsewhere(tokens, at))

/** Targets first, for in "the red bowl" the colour belongs to the bowl. */
const takesOf = <Step>({ needs = [], takes = [] }: Wording<Step>): SlotName[] =>
  [...needs, ...takes].sort((a, b) => Number(isTarget(b)) - Number(isTarget(a)))
const TARGETS: readonly SlotName[] = ['target', 'kept', 'hue', 'secondHue']
const isTarget = (name: SlotName): boolean => TARGETS.includes(name)

/** Fits one phrase to a clause, which may keep up to `mostLeft` words that nothing takes. */
function fitPhrase<Step>(tokens: Token[], { words, wording }: Phrase<Step>, mostLeft: number) {
  const slots: Slots = {}
  const left: Token[] = []
  const takes = takesOf(wording)
  let next = 0
  let matched = 0
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!
    const found = token.kind === 'word' ? findNext(words, next, token.text) : -1
    if (found >= 0) {
      next = found + 1
      matched++
      at++
      continue
    }
    // "Lift the blacks": a word of the wording behind an article is no value.
    const isBeforeOwn = isEmpty(tokens, at) && findNext(words, next, wordOf(tokens[at + 1]) ?? '') >= 0
    const length = isBeforeOwn ? 0 : readSlot(tokens, at, takes, slots)
    if (length === 0 && !isEmpty(tokens, at) && left.push(token) > mostLeft) return undefined
    at += Math.max(1, length)
  }
  const isComplete = words.slice(next).every((word) => word.isOptional)
  const hasNeeds = (wording.needs ?? []).every((name) => slots[name] !== undefined)
  return isComplete && hasNeeds ? { matched, slots, wording, left } : undefined
}

export type Matcher<Step> = {
  /** What the clause means; undefined when no wording takes all of it. */
  read(tokens: Token[]): Step | Unfit | undefined
  /** What is left over by the wording that takes most of a clause; undefined when none takes any of it. */
  findLeftOver(tokens: Token[]): Token[] | undefined
  /** All words that stand in phrases. */
  words: readonly string[]
}

const wordsOf = (tokens: Token[]): ReadonlySet<string> =>
  new Set(tokens.map((token) => (token.kind === 'word' ? token.text : '')))

const isUnfit = (result: object): result is Unfit => 'unfit' in result

/** Compiles all wordings once. Where several fit, the one with the most words of its own wins. */
export function createMatcher<Step extends object>(wordings: readonly Wording<Step>[]): Matcher<Step> {
  const phrases = compilePhrases(wordings)
  const words = new Set(phrases.flatMap(({ words }) => words.flatMap(({ choices }) => choices)))
  return {
    words: [...words],
    read(tokens) {
      const present = wordsOf(tokens)
      const results = phrases
        .filter((phrase) => canMatch(phrase.words, present))
        .map((phrase) => fitPhrase(tokens, phrase, 0))
        .filter((fit) => fit !== undefined)
        .sort((a, b) => b.matched - a.matched)
        .map(({ wording, slots }) => wording.read(slots))
      return (
        results.find((result) => !isUnfit(result)) ??
        results.find((result) => isUnfit(result) && result.isFirm) ??
        results[0]
      )
    },
    findLeftOver(tokens) {
      const present = wordsOf(tokens)
      return phrases
        .filter((phrase) => canMatch(phrase.words, present))
        .flatMap((phrase) => fitPhrase(tokens, phrase, tokens.length) ?? [])
        .filter(({ matched }) => matched > 0)
        .toSorted((a, b) => a.left.length - b.left.length)[0]?.left
    },
  }
}
