import { EngineRefusal } from '@/lib/engine/refusal'
import type { Detection } from './vision'

const HINT =
  'You can also click on what you mean and say “this”, name its colour too, as in “the red bowl”, or say “the subject” for what stands out'

/** Where there is nothing to name. */
const POINT_HINT =
  'Nothing in this picture has a name that I know: click on what you mean, or draw a rectangle round it, and say “this”'

/** What was looked for is not there; `found` = the names of what is. */
export class NotFound extends EngineRefusal {
  override name = 'NotFound'
  readonly found: readonly string[]

  constructor(why: string, found: readonly string[], hint = HINT) {
    super({
      code: 'TARGET_NOT_FOUND',
      message: `${why[0]!.toUpperCase()}${why.slice(1)}. ${hint}.`,
    })
    this.found = found
  }
}

/** @param why a sentence without its full stop */
export const notFound = (why: string, found: readonly string[] = []): EngineRefusal =>
  new NotFound(why, found)

const namesOf = (objects: readonly Detection[]): string[] => [...new Set(objects.map(({ label }) => label))]

/**
 * "I could not find a car; I found: cup, dining table", and where nothing else is found either, how to point at it.
 * @param why a sentence without its full stop
 * @param offered of these the same can be asked
 * @param hint what to do instead, where there is more to say than how to name or point
 */
export function notFoundAmong(
  why: string,
  objects: readonly Detection[],
  offered = namesOf(objects),
  hint?: string,
): EngineRefusal {
  const names = namesOf(objects)
  if (names.length === 0) return new NotFound(why, offered, hint ?? POINT_HINT)
  return new NotFound(`${why}; I found: ${names.join(', ')}`, offered, hint)
}

export const notFoundBut = (word: string, objects: readonly Detection[]): EngineRefusal =>
  notFoundAmong(`I could not find ${word}`, objects)

/** @param choices how each can be named, such as "the left dog" */
export const ambiguous = (word: string, choices: readonly string[]): EngineRefusal =>
  new EngineRefusal({
    code: 'AMBIGUOUS_TARGET',
    message: `I found more than one ${word}. Say which one: ${choices.join(', ')}.`,
    suggestions: [...choices],
  })
