import { EngineRefusal } from '@/lib/engine/refusal'
import type { Detection } from './vision'

const HINT =
  'You can also click on what you mean and say “this”, name its colour too, as in “the red bowl”, or say “the subject” for what stands out'

/** What was looked for is not there; `found` = the names of what is. */
export class NotFound extends EngineRefusal {
  override name = 'NotFound'
  readonly found: readonly string[]

  constructor(why: string, found: readonly string[]) {
    super({
      code: 'TARGET_NOT_FOUND',
      message: `${why[0]!.toUpperCase()}${why.slice(1)}. ${HINT}.`,
    })
    this.found = found
  }
}

/** @param why a sentence without its full stop */
export const notFound = (why: string, found: readonly string[] = []): EngineRefusal =>
  new NotFound(why, found)

const namesOf = (objects: readonly Detection[]): string[] => [...new Set(objects.map(({ label }) => label))]

/** "cup, dining table" */
export function tellObjects(objects: readonly Detection[]): string {
  return namesOf(objects).join(', ') || 'nothing that I know by name'
}

/** "I could not find a car; I found: cup, dining table" */
export function notFoundBut(word: string, objects: readonly Detection[]): EngineRefusal {
  return notFound(`I could not find ${word}; I found: ${tellObjects(objects)}`, namesOf(objects))
}

/** @param choices how each can be named, such as "the left dog" */
export const ambiguous = (word: string, choices: readonly string[]): EngineRefusal =>
  new EngineRefusal({
    code: 'AMBIGUOUS_TARGET',
    message: `I found more than one ${word}. Say which one: ${choices.join(', ')}.`,
    suggestions: [...choices],
  })
