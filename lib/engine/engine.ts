import type * as z from 'zod'
import { isBroughtIn } from './brought-in'
import { answerComplaints } from './complaints'
import { withBreaks, withoutAnswers } from './grammar/answers'
import { fillerWords, isFiller } from './grammar/fillers'
import { readGift } from './grammar/gift'
import { takeKeeping } from './grammar/keeping'
import { phrasesOf } from './grammar/left-over'
import { lex } from './grammar/lexer'
import { createMatcher } from './grammar/match'
import { type Misfit, parseClauses } from './grammar/parse'
import { lexPointing } from './grammar/pointing'
import { explainRefusal, NEW_CONTENT } from './grammar/reasons'
import { slotWords } from './grammar/slot'
import { takeSpared } from './grammar/sparing'
import { type Token, wordOf } from './grammar/token'
import { type Correction, createMender } from './grammar/typos'
import { readWishes } from './grammar/wish'
import { findContradiction } from './leaning'
import { createOffers } from './offers'
import type { Operation, Unfit, Wording } from './operation'
import { operations, requireOperation, type Step, stepSchema } from './operations'
import { describePlan, type EditPlan, type EngineRequest, engineRequestSchema } from './plan'
import { recall } from './pronouns'
import type { EngineError } from './refusal'
import { settle } from './settle'
import { spareInAll } from './spared'
import { aimAtSelection, hasTarget, isWholePicture, shareTargets, targetKindOf } from './step-target'
import { describeTarget, exceptFor, type Target, WHOLE_IMAGE } from './target'

/** Where writing stands is found, not its letters. */
const TEXT_IS_AREA: Unfit = {
  isFirm: true,
  unfit:
    'writing can be removed, blurred or pixelated here. Choose one of the cloud models (SeedEdit or Seedream) to change it',
}

/** All but the subject is the background. */
const withPlainTarget = (step: Step): Step =>
  'target' in step && step.target.kind === 'except'
    ? ({ ...step, target: exceptFor(step.target.of) } as Step)
    : step

/** A step outside its operation's limits is not a step: the limits are said instead. */
const withinLimits = (operation: Operation<Step>, wording: Wording<Step>): Wording<Step> => ({
  ...wording,
  read(slots): Step | Unfit {
    const step = wording.read(slots)
    if ('unfit' in step) return step
    const checked = stepSchema.safeParse(withPlainTarget(step))
    if (!checked.success) return { unfit: operation.limits }
    return targetKindOf(checked.data) === 'text' && !operation.worksOnText ? TEXT_IS_AREA : checked.data
  },
})

/** Whatever has a target in its schema may be told what to work on: "the background", "the left dog", "her lips". */
function withTarget(operation: Operation<Step>, wording: Wording<Step>): Wording<Step> {
  if (!hasTarget(operation.schema) || operation.isForWhole) return wording
  const { needs = [], takes = [] } = wording
  return {
    ...wording,
    takes: needs.includes('target') || needs.includes('kept') ? takes : [...takes, 'target'],
    read(slots): Step | Unfit {
      const step = wording.read(slots)
      if ('unfit' in step || slots.target === undefined || !isWholePicture(step)) return step
      return { ...step, target: slots.target } as Step
    },
  }
}

const records = operations as readonly unknown[] as readonly Operation<Step>[]
const matcher = createMatcher(
  records.flatMap((operation) =>
    operation.wordings.map((wording) => withinLimits(operation, withTarget(operation, wording))),
  ),
)
/** Most likely first: a typo is mended towards the engine's own words before it is taken for a colour. */
const vocabulary = [matcher.words, fillerWords, slotWords]
const knownWords = new Set(vocabulary.flat())
const mendTypos = createMender(vocabulary)

/** The steps of an instruction on its own, or undefined when it is not understood. */
function readAlone(prompt: string): Step[] | undefined {
  const parsed = parseClauses({ matcher, recall }, lex(prompt))
  return 'clauses' in parsed ? parsed.clauses.map(({ step }) => step) : undefined
}

const offer = createOffers({
  operations: records,
  isKnown: (word) => knownWords.has(word),
  read: readAlone,
})

export type Planned =
  | { ok: true; plan: EditPlan; description: string; corrections: Correction[] }
  | { ok: false; error: EngineError }

/**
 * @param why a sentence, or undefined when nothing was asked for
 * @param instead what of it can be done, to be offered alone
 */
function refuse(prompt: string, tokens: Token[], why?: string, instead?: string[]): Planned {
  const from = tokens[0]?.from ?? 0
  const to = tokens.at(-1)?.to ?? prompt.length
  const clause = prompt.slice(from, to).trim()
  const { suggestions, canDo } = offer(prompt, tokens)
  const message =
    why === undefined
      ? `Say what should be done to the picture, such as “${canDo[0]}”.`
      : `I cannot follow “${clause}”: ${why.replace(/([^.])$/, '$1.')}`
  return {
    ok: false,
    error: { code: 'UNSUPPORTED_INSTRUCTION', message, clause, suggestions: instead ?? suggestions, canDo },
  }
}

/** Names what nothing could be done with when the rest was understood, unless the reason names it already. */
function tellLeftOver(prompt: string, tokens: Token[], reason: string): string {
  const left = phrasesOf(prompt, tokens, matcher.findLeftOver(tokens) ?? [])
  const untold = left.map((phrase) => `“${phrase}”`).filter((phrase) => !reason.includes(phrase))
  return untold.length === 0 ? '' : ` I do not know what to do with ${untold.join(' and ')}.`
}

function refuseMisfit(prompt: string, { tokens, unfit }: Misfit): Planned {
  const unknown = tokens
    .map(wordOf)
    .filter((word): word is string => word !== undefined && !knownWords.has(word) && !isFiller(word))
  const reason = explainRefusal(tokens, unknown)
  return refuse(prompt, tokens, unfit ?? `${reason}${tellLeftOver(prompt, tokens, reason)}`)
}

/** Nothing but what was clicked could be meant, and nothing was. */
const UNSELECTED: Planned = {
  ok: false,
  error: {
    code: 'TARGET_NOT_FOUND',
    message:
      'Nothing is selected, so I cannot tell what is meant. Choose Select on the stage, click on it and run again; or name it, such as “make the subject blue”.',
    suggestions: [],
    canDo: [],
  },
}

const isSelectionMeant = (step: Step): boolean => {
  const target = 'target' in step ? step.target : WHOLE_IMAGE
  return (target.kind === 'except' ? target.of : target).kind === 'selection'
}

/**
 * Understands an instruction, or says why not. Pure and quick (about a millisecond): it runs in the browser too.
 * @param hasSelection whether “this” is something that was clicked or drawn
 * @throws ZodError when the settings are out of range; the studio checks them before it asks.
 */
export function planEdit(request: EngineRequest, { hasSelection = false } = {}): Planned {
  const asked = engineRequestSchema.parse(request)
  const plain = planTokens(asked, lex(asked.prompt), hasSelection)
  if (!hasSelection && plain.ok) return plain.plan.ops.some(isSelectionMeant) ? UNSELECTED : plain
  const read = lexPointing(asked.prompt, hasSelection)
  const pointed = planTokens(asked, read, true)
  if (hasSelection) return pointed.ok ? pointed : plain
  return pointed.ok && read.some((token) => wordOf(token) === 'selection') ? UNSELECTED : plain
}

/** Writing covers only where it stands. */
const isOfPart = (step: Step): boolean =>
  step.op === 'text' || ('target' in step && !isWholePicture(step) && step.op !== 'crop')

const tellWhole = (step: Step): string =>
  `to ${requireOperation(step.op).describe(step)} changes all of it. Name the part that should change`

const tellOverlap = (spared: Target, target: Target): string =>
  `I cannot tell ${describeTarget(spared)} apart from ${describeTarget(target)}. What lies outside of ${describeTarget(target)} stays as it is anyway`

function readSteps(prompt: string, tokens: Token[], hasSelection: boolean): { steps: Step[] } | Planned {
  const asked = takeKeeping(withBreaks(withoutAnswers(tokens)))
  const parsed = parseClauses({ matcher, recall }, readWishes(readGift(asked.tokens)))
  if ('misfit' in parsed) return refuseMisfit(prompt, parsed.misfit)
  const clauses = answerComplaints(parsed.clauses)
  if (clauses.length === 0) return refuse(prompt, tokens)
  const brought = clauses.find(isBroughtIn)
  if (brought) return refuse(prompt, brought.tokens, NEW_CONTENT)
  const shared = shareTargets(clauses, tokens, prompt)
  const steps = hasSelection ? shared.map(aimAtSelection) : shared
  const contradiction = findContradiction(steps)
  if (contradiction) {
    const { tokens: earlier } = clauses[contradiction.before]!
    const said = prompt.slice(earlier[0]!.from, earlier.at(-1)!.to)
    return refuse(prompt, clauses[contradiction.at]!.tokens, `it contradicts “${said}”`)
  }
  const whole = asked.kept.length > 0 ? steps.find((step) => !isOfPart(step)) : undefined
  return whole
    ? refuse(prompt, [...asked.kept], tellWhole(whole))
    : { steps: settle(clauses.map((clause, at) => ({ ...clause, step: steps[at]! }))) }
}

/** Of what cannot be followed as it stands, "but keep the face" may be about all the rest. */
function readSparing(prompt: string, tokens: Token[]): { steps: Step[] } | undefined {
  const spared = takeSpared(tokens)
  const read = spared && readSteps(prompt, spared.tokens, false)
  const steps = spared && read && 'steps' in read ? spareInAll(read.steps, spared.target) : undefined
  return steps && { steps }
}

/** Of "make the orange suit blue, keep the face" the first can be done, and the face stays where it is no part of the suit. */
function refuseSparing(prompt: string, tokens: Token[]): Planned | undefined {
  const spared = takeSpared(tokens)
  if (!spared?.tokens.every((token) => tokens.includes(token))) return undefined
  const rest = phrasesOf(prompt, tokens, spared.tokens).join('')
  const step = readAlone(rest)?.find(isOfPart)
  if (!step || !('target' in step) || step.target.kind === 'except') return undefined
  return refuse(prompt, spared.said, tellOverlap(spared.target, step.target), [rest])
}

/** "Only brighten the dog" asks for what is done anyway to a part. */
function readOnly(prompt: string, tokens: Token[]): { steps: Step[] } | undefined {
  const read = wordOf(tokens[0]) === 'only' ? readSteps(prompt, tokens.slice(1), false) : undefined
  return read && 'steps' in read && read.steps.every(isOfPart) ? read : undefined
}

/** Who reads why it was refused sees what was read for what was typed, too. */
function withCorrections(planned: Planned, corrections: readonly Correction[]): Planned {
  if (planned.ok || corrections.length === 0) return planned
  const read = corrections.map(({ typed, read }) => `“${typed}” as “${read}”`).join(' and ')
  return { ...planned, error: { ...planned.error, message: `${planned.error.message} I read ${read}.` } }
}

function planTokens(
  { prompt, ...settings }: z.infer<typeof engineRequestSchema>,
  written: Token[],
  hasSelection: boolean,
): Planned {
  const { tokens, corrections } = mendTypos(written)
  const plain = readSteps(prompt, tokens, hasSelection)
  const read =
    'steps' in plain
      ? plain
      : (readSparing(prompt, tokens) ?? readOnly(prompt, tokens) ?? refuseSparing(prompt, tokens) ?? plain)
  if (!('steps' in read)) return withCorrections(read, corrections)
  const plan: EditPlan = { ops: read.steps, ...settings }
  return { ok: true, plan, description: describePlan(plan), corrections }
}
