import { EngineRefusal } from '@/lib/engine/refusal'
import type { Detection } from './vision'

const HINT =
  'You can also click on what you mean and say “this”, name its colour too, as in “the red bowl”, or say “the subject” for what stands out'

/** @param why a sentence without its full stop */
export const notFound = (why: string): EngineRefusal =>
  new EngineRefusal({
    code: 'TARGET_NOT_FOUND',
    message: `${why[0]!.toUpperCase()}${why.slice(1)}. ${HINT}.`,
  })

/** "cup, dining table" */
export function tellObjects(objects: readonly Detection[]): string {
  const labels = [...new Set(objects.map(({ label }) => label))]
  return labels.length === 0 ? 'nothing that I know by name' : labels.join(', ')
}

/** "I could not find a car; I found: cup, dining table" */
export function notFoundBut(word: string, objects: readonly Detection[]): EngineRefusal {
  return notFound(`I could not find ${word}; I found: ${tellObjects(objects)}`)
}

/** @param choices how each can be named, such as "the left dog" */
export const ambiguous = (word: string, choices: readonly string[]): EngineRefusal =>
  new EngineRefusal({
    code: 'AMBIGUOUS_TARGET',
    message: `I found more than one ${word}. Say which one: ${choices.join(', ')}.`,
    suggestions: [...choices],
  })
