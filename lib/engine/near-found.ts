import { planEdit } from './engine'
import type { EditPlan } from './plan'
import { EngineRefusal } from './refusal'
import { NotFound } from './vision/not-found'

const MOST_SUGGESTIONS = 3
/** What can always be named when something stands out. */
const SUBJECT = 'subject'

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What the steps of a plan call the things that they work on. */
const wordsOf = ({ ops }: EditPlan): string[] =>
  ops.flatMap((step) => {
    const target = 'target' in step ? step.target : undefined
    const named = target?.kind === 'except' ? target.of : target
    return named && 'word' in named && named.word !== undefined ? [named.word] : []
  })

/** The same instruction about what is in the picture: "make the cup red" where there is no car. */
export function withFoundInstead(error: unknown, prompt: string, plan: EditPlan): unknown {
  if (!(error instanceof NotFound)) return error
  const suggestions = wordsOf(plan)
    .flatMap((word) =>
      [...error.found, SUBJECT].map((found) =>
        prompt.replace(new RegExp(`(?<!\\p{L})${escaped(word)}(?!\\p{L})`, 'iu'), found),
      ),
    )
    .filter((instead) => instead !== prompt && planEdit({ prompt: instead }).ok)
  return new EngineRefusal(
    { ...error.details, suggestions: [...new Set(suggestions)].slice(0, MOST_SUGGESTIONS) },
    { cause: error },
  )
}
