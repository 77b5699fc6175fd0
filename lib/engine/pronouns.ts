import type { Before, Clause, Recall } from './grammar/clause'
import { isFiller } from './grammar/fillers'
import { readKept, readTarget } from './grammar/target'
import { type Token, wordOf } from './grammar/token'
import { findContradiction } from './leaning'
import { requireOperation, type Step } from './operations'
import { hasTarget, isWholePicture } from './step-target'
import type { Target } from './target'

/** They stand for what was named last. */
const POINTING = new Set(['it', "it's", 'them', "they're", 'they'])
/** Behind these "it" is where the picture is cropped to; "crop it" is about the picture. */
const CROPPING = new Set(['crop', 'rotate', 'flip', 'mirror', 'resize', 'frame', 'straighten', 'upscale'])
const PLACING = new Set(['to', 'around', 'on', 'into', 'in', 'behind', 'under'])

const word = (text: string): Token => ({ kind: 'word', text, from: 0, to: 0 })

const isSame = (one: Target, other: Target): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The words with which a clause names what its step is about. */
function namedIn(tokens: readonly Token[], target: Target): Token[] | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const found = readTarget([...tokens], at) ?? readKept([...tokens], at)
    if (found && isSame(found.value, target)) return tokens.slice(at, at + found.length)
  }
  return undefined
}

const hasWord = (tokens: readonly Token[], words: readonly string[]): boolean =>
  tokens.some((token) => words.includes(wordOf(token) ?? ''))

const BACKGROUND: Target = { kind: 'background' }

/** After a fill that is made of the background "it" is that; what was put on a colour is what was put there. */
const isFilled = (step: Step, tokens: readonly Token[]): boolean =>
  step.op === 'cutOut' &&
  'fill' in step &&
  step.fill.kind !== 'nothing' &&
  namedIn(tokens, BACKGROUND) !== undefined &&
  !hasWord(tokens, ['on', 'onto', 'against', 'before'])

/** What "it" is after a step, in words of the grammar; undefined: the picture. */
function nameAfter({ step, tokens }: Clause<Step>, isPictureIt: boolean): Token[] | undefined {
  if (isPictureIt && step.op !== 'cutOut') return undefined
  const { schema, isForWhole, movesThings } = requireOperation(step.op)
  if (!hasTarget(schema) || isForWhole || movesThings || isWholePicture(step) || !('target' in step))
    return undefined
  if (isFilled(step, tokens)) return [word('the'), word('background')]
  const { target } = step
  if (target.kind === 'image') return undefined
  const named = namedIn(tokens, target.kind === 'except' ? target.of : target)
  if (named) return named
  return target.kind === 'subject' || target.kind === 'background' || target.kind === 'selection'
    ? [word('the'), word(target.kind)]
    : undefined
}

/** A word that `name` replaces keeps its place in what the user wrote. */
const placed = (name: readonly Token[], { from, to }: Token): Token[] =>
  name.map((token) => ({ ...token, from, to }))

/** "The rest" is all but what was named. */
function restIn(tokens: readonly Token[]): { at: number; length: number } | undefined {
  const at = tokens.findIndex((token) => ['rest', 'others', 'else'].includes(wordOf(token) ?? ''))
  if (at < 0) return undefined
  const before = wordOf(tokens[at - 1])
  return before === 'the' || before === 'everything' ? { at: at - 1, length: 2 } : { at, length: 1 }
}

function tellRest(tokens: readonly Token[], name: readonly Token[]): Token[] | undefined {
  const rest = restIn(tokens)
  if (!rest) return undefined
  const but = [word('everything'), word('except'), ...name]
  return [
    ...tokens.slice(0, rest.at),
    ...placed(but, tokens[rest.at]!),
    ...tokens.slice(rest.at + rest.length),
  ]
}

function findPronoun(tokens: readonly Token[]): number {
  return tokens.findIndex((token) => token.kind === 'word' && (token.isPointing || POINTING.has(token.text)))
}

/** "The one on the right" is another of what was named. */
function tellOne(tokens: readonly Token[], name: readonly Token[]): Token[] | undefined {
  const at = tokens.findIndex((token) => wordOf(token) === 'one')
  const named = at < 0 ? undefined : readTarget([...name], 0)?.value
  if (!named || !('word' in named) || named.word === undefined) return undefined
  return [
    ...tokens.slice(0, at),
    ...placed(named.word.split(' ').map(word), tokens[at]!),
    ...tokens.slice(at + 1),
  ]
}

/** "Sharpen it" with the name in place of the pronoun. */
function tell(
  tokens: readonly Token[],
  { it: name, isOfSeveral }: Pick<Before<Step>, 'it' | 'isOfSeveral'>,
): Token[] | undefined {
  if (!name) return undefined
  const at = findPronoun(tokens)
  if (at < 0) return (isOfSeveral ? undefined : tellRest(tokens, name)) ?? tellOne(tokens, name)
  const isOfPicture = hasWord(tokens, [...CROPPING]) && !PLACING.has(wordOf(tokens[at - 1]) ?? '')
  if (isOfPicture) return undefined
  const said = placed(name, tokens[at]!)
  const isState = wordOf(tokens[at]) === "it's" || wordOf(tokens[at]) === "they're"
  return [
    ...tokens.slice(0, at),
    ...said,
    ...(isState ? placed([word('is')], tokens[at]!) : []),
    ...tokens.slice(at + 1),
  ]
}

/** "Add a vignette, make it darker" asks for one vignette: what was added, or done, is what "it" is. */
function join(tokens: readonly Token[], { clause }: Before<Step>): Token[] | undefined {
  const at = findPronoun(tokens)
  if (!clause || at < 0) return undefined
  const more = tokens.filter((token, i) => i !== at && !isFiller(wordOf(token) ?? ''))
  return more.length === 0 ? undefined : [...clause.tokens, ...more]
}

const isOfSame = (step: Step, before: Step): boolean =>
  !('target' in step && 'target' in before) || isSame(step.target, before.target)

const isAdded = ({ op }: Step): boolean => op === 'shadow' || op === 'outline'

const isOther = (step: Step, before: Step): boolean => JSON.stringify(step) !== JSON.stringify(before)

/** What the parser is told of what clauses point back to. */
export const recall: Recall<Step> = {
  nameAfter,
  isOfPicture: ({ step, tokens }) => isWholePicture(step) && findPronoun(tokens) >= 0,
  tell,
  join,
  // "Blur the background and sharpen it": what was just blurred is not meant; "darken it" after "brighten" contradicts.
  // "Add a shadow, make it blue" may be about either.
  isMeant: (step, before) =>
    !(isAdded(before) && step.op === 'recolour') &&
    (step.op === before.op || findContradiction([before, step]) === undefined),
  // A look says how all of it is: "moody, make it darker" asks for another step.
  isMore: (step, before) =>
    step.op === before.op && isOfSame(step, before) && (step.op !== 'look' || isOther(step, before)),
  isAdded,
}
