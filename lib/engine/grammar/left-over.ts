import { isFiller } from './fillers'
import { type Token, wordOf } from './token'

/** The words of a clause that are left over, each once; those that stand together are one phrase: "under her eyes". */
export function phrasesOf(prompt: string, clause: readonly Token[], left: readonly Token[]): string[] {
  const runs: Token[][] = []
  let between: Token[] = []
  for (const token of clause) {
    const run = runs.at(-1)
    if (left.includes(token)) {
      const isNext = run !== undefined && between.every((other) => isFiller(wordOf(other) ?? ''))
      if (isNext) run.push(token)
      else runs.push([token])
      between = []
    } else between.push(token)
  }
  return [...new Set(runs.map((run) => prompt.slice(run[0]!.from, run.at(-1)!.to)))]
}
