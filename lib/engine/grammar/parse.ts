import type { Unfit } from '@/lib/engine/operation'
import { type Before, type Clause, isUnfit, type Parts, type Reading } from './clause'
import { isSoftBreak, splitSentences, trimClause } from './clauses'
import { isFiller } from './fillers'
import type { Matcher } from './match'
import { after, readPointing } from './pointing-back'
import { readTarget } from './target'
import { EXCEPT, PICTURE } from './target-terms'
import { type Token, wordOf } from './token'

export type Misfit = { tokens: Token[]; unfit?: string }
type Outcome<Step> = { clauses: Clause<Step>[] } | { misfit: Misfit }

export const MAX_CLAUSES = 6
const TOO_MANY = `one instruction may have up to ${MAX_CLAUSES} parts`

/** Words that keep "and" between them: "black and white" is never cut when a refused clause is named. */
const PAIRS = new Set(['black white', 'white black', 'teal orange', 'orange teal'])

/** A single clause holds fewer places than this where it might end; a bound on the work for endless lists. */
const MAX_BREAKS_IN_CLAUSE = 8

function breaksOf(tokens: Token[]): number[] {
  return tokens.flatMap((token, at) => (isSoftBreak(token) ? [at] : []))
}

function isInsidePair(tokens: Token[], at: number): boolean {
  const words = [tokens[at - 1], tokens[at + 1]].map((token) => (token?.kind === 'word' ? token.text : ''))
  return PAIRS.has(words.join(' '))
}

/** What lies on a picture: alone it is asked for, but after "reduce the redness and" it is to go; "a vignette" never is. */
const LAID_ON = new Set(['noise', 'film', 'grain', 'vignette', 'frame', 'border', 'shadow', 'outline'])
const TAKING = new Set(['remove', 'delete', 'erase', 'reduce', 'lower', 'decrease', 'less', 'fix'])

function isToGo(tokens: Token[], before: readonly Token[], isJoined: boolean): boolean {
  const isTaken = isJoined && TAKING.has(wordOf(before[0]) ?? '') && wordOf(tokens[0]) !== 'a'
  return isTaken && tokens.map(wordOf).every((word = '') => LAID_ON.has(word) || isFiller(word))
}

const NOTHING_BEFORE = { tokens: [] }

/** "Keep it sharp" says whole what it wants: it borrows no words. */
const KEEPING = new Set(['keep', 'leave', 'preserve'])

/** A clause as it stands, or continued from the one before: "increase the brightness and the contrast". */
function readClause<Step extends object>(
  parts: Parts<Step>,
  tokens: Token[],
  before: Before<Step>,
  canStandAlone: boolean,
): Reading<Step> | Unfit | undefined {
  const { matcher, recall } = parts
  const named = recall.tell(tokens, before)
  const told = named && matcher.read(named) === undefined ? named : undefined
  const pointing = canStandAlone ? readPointing(parts, tokens, before) : undefined
  if (pointing) return pointing
  const own = canStandAlone ? matcher.read(tokens) : undefined
  if (own !== undefined && !isUnfit(own)) return { step: own, isContinued: false }
  if (KEEPING.has(wordOf(tokens[0]) ?? '')) return own
  // "And the cat" after "everything except the dog" or "only the dog" is spared too: what it borrowed would undo that.
  if (before.tokens.some((token) => wordOf(token) === 'only' || EXCEPT.has(wordOf(token) ?? ''))) return own
  // "An outline in red, make it blue" is one outline.
  const isOfAdded = before.clause && recall.isAdded(before.clause.step) && !!recall.join(tokens, before)
  for (let lead = 1; lead < before.tokens.length && before.tokens[lead - 1]?.kind === 'word'; lead++) {
    const step = matcher.read([...before.tokens.slice(0, lead), ...(told ?? tokens)])
    if (step === undefined || isUnfit(step)) continue
    const isMore = (told || isOfAdded) && before.clause && recall.isMore(step, before.clause.step)
    return { step, isContinued: true, ...(isMore && { isMore: true as const }) }
  }
  return own
}

const isEcho = <Step extends object>({ step }: Clause<Step>, before: Clause<Step> | undefined): boolean =>
  JSON.stringify(step) === JSON.stringify(before?.step)

/** More words in a row than this are a sentence that was not understood. */
const MOST_WORDS_IN_PAIR = 5

/** "The night" is what the picture shows; "the photo" is the picture. */
const isNamed = (tokens: readonly Token[], at: number): boolean =>
  wordOf(tokens[at]) === 'the' && !PICTURE.has(wordOf(tokens[at + 1]) ?? '')

/** "Warm vintage look": two wishes side by side, about the whole picture. Where a thing is named, nothing is cut. */
function readPair<Step extends object>(matcher: Matcher<Step>, tokens: Token[]): Clause<Step>[] | undefined {
  const isPlain = tokens.every(
    (token, at) => token.kind === 'word' && !isNamed(tokens, at) && readTarget(tokens, at) === undefined,
  )
  if (!isPlain || tokens.length > MOST_WORDS_IN_PAIR) return undefined
  for (let cut = 1; cut < tokens.length; cut++) {
    const pair = [tokens.slice(0, cut), tokens.slice(cut)].flatMap((part) => {
      const step = matcher.read(part)
      return step === undefined || isUnfit(step) ? [] : [{ tokens: part, step, isContinued: false }]
    })
    // "Moonlit night" says one thing twice.
    if (pair.length === 2) return isEcho(pair[1]!, pair[0]) ? [{ ...pair[0]!, tokens }] : pair
  }
  return undefined
}

const isNumber = (token: Token): boolean => token.kind === 'number'

/** "Increase brightness and contrast by 20 %" means both: a number at the end of a list is for all of it. */
function shareNumbers<Step extends object>(matcher: Matcher<Step>, clauses: Clause<Step>[]): Clause<Step>[] {
  return clauses.map((clause, at) => {
    const after = clauses[at + 1]
    if (!after?.isContinued || clause.tokens.some(isNumber)) return clause
    const last = clauses.slice(at + 1).find(({ tokens }) => tokens.some(isNumber))
    const step = last && matcher.read([...clause.tokens, ...last.tokens.filter(isNumber)])
    return step === undefined || isUnfit(step) ? clause : { ...clause, step }
  })
}

/** "Remove noise and grain" names one thing twice. */
const withoutEchoes = <Step extends object>(clauses: Clause<Step>[]): Clause<Step>[] =>
  clauses.filter((clause, at) => !clause.isContinued || !isEcho(clause, clauses[at - 1]))

/** Reads a sentence as as few clauses as possible: the first takes as much as makes sense, the rest follows. */
function readSentence<Step extends object>(
  parts: Parts<Step>,
  tokens: Token[],
  before: Before<Step>,
  room: number,
  isJoined = false,
): Outcome<Step> {
  if (room === 0) return { misfit: { ...firstPart(tokens), unfit: TOO_MANY } }
  const ends = [...breaksOf(tokens), tokens.length].slice(0, MAX_BREAKS_IN_CLAUSE).reverse()
  let deepest: Misfit | undefined
  for (const end of ends) {
    const clause = trimClause(tokens.slice(0, end))
    if (clause.length === 0) continue
    const canStandAlone = !isToGo(clause, before.tokens, isJoined)
    const reading = readClause(parts, clause, before, canStandAlone)
    if (reading && isUnfit(reading)) {
      deepest ??= { tokens: clause, unfit: reading.unfit }
      continue
    }
    const pair = reading || !canStandAlone ? undefined : readPair(parts.matcher, clause)
    const own = reading ? [{ tokens: clause, ...reading }] : pair
    if (own === undefined || own.length > room) continue
    const rest = trimClause(tokens.slice(end))
    if (rest.length === 0) return { clauses: own }
    const next = after(parts, own, clause, before)
    const further = readSentence(parts, rest, next, room - own.length, wordOf(tokens[end]) === 'and')
    if ('clauses' in further) return { clauses: [...own, ...further.clauses] }
    if (further.misfit.unfit === TOO_MANY) return further
    deepest ??= further.misfit
  }
  return { misfit: deepest ?? firstPart(tokens) }
}

/** What to name when nothing fits: everything up to the first place where a clause may end. */
function firstPart(tokens: Token[]): Misfit {
  const end = breaksOf(tokens).find((at) => at > 0 && !isInsidePair(tokens, at))
  return { tokens: trimClause(tokens.slice(0, end)) }
}

/** A clause that tells more takes in the one that it is about. */
const withoutTakenIn = <Step extends object>(clauses: Clause<Step>[]): Clause<Step>[] =>
  clauses.filter((_, at) => clauses[at + 1]?.isMore === undefined)

/** Reads all clauses of an instruction, or names the first that cannot be read. */
export function parseClauses<Step extends object>(parts: Parts<Step>, tokens: Token[]): Outcome<Step> {
  const clauses: Clause<Step>[] = []
  for (const sentence of splitSentences(tokens)) {
    const room = MAX_CLAUSES - clauses.length
    const before = clauses.reduce<Before<Step>>(
      (sofar, clause) => after(parts, [clause], clause.tokens, sofar),
      NOTHING_BEFORE,
    )
    const read = readSentence(parts, trimClause(sentence), before, room)
    if ('misfit' in read) return read
    clauses.push(...withoutEchoes(shareNumbers(parts.matcher, read.clauses)))
  }
  return { clauses: withoutTakenIn(clauses) }
}
