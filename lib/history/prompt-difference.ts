export type DifferencePart = { kind: 'same' | 'removed' | 'added'; words: string[] }
export type PromptDifference = { parts: DifferencePart[]; added: number; removed: number }

/** Above this many words on both sides the table would be larger than the answer is worth (memory: n × m bytes × 2). */
const MAX_WORDS = 2000

/**
 * What changed from one prompt to another, word by word: the longest common subsequence stays, what is missing from it
 * was removed or added. Letter case counts, as it does for models.
 */
export function comparePrompts(before: string, after: string): PromptDifference {
  const a = toWords(before)
  const b = toWords(after)
  const kept = a.length > MAX_WORDS || b.length > MAX_WORDS ? [] : longestCommon(a, b)
  const parts: DifferencePart[] = []
  let [i, j] = [0, 0]
  for (const [keptA, keptB] of [...kept, [a.length, b.length] as const]) {
    push(parts, 'removed', a.slice(i, keptA))
    push(parts, 'added', b.slice(j, keptB))
    push(parts, 'same', a.slice(keptA, keptA + 1))
    ;[i, j] = [keptA + 1, keptB + 1]
  }
  return { parts, added: b.length - kept.length, removed: a.length - kept.length }
}

/** Whether one prompt is another wording of the same instruction: more than half of the words of both stayed. */
export const isRewording = ({ parts, added, removed }: PromptDifference): boolean =>
  2 * countSame(parts) > added + removed

const countSame = (parts: readonly DifferencePart[]): number =>
  parts.reduce((count, { kind, words }) => count + (kind === 'same' ? words.length : 0), 0)

const toWords = (text: string): string[] => text.split(/\s+/).filter(Boolean)

function push(parts: DifferencePart[], kind: DifferencePart['kind'], words: string[]): void {
  if (words.length === 0) return
  const last = parts.at(-1)
  if (last?.kind === kind) last.words.push(...words)
  else parts.push({ kind, words: [...words] })
}

/** Pairs of places of the words that both share, in order. */
function longestCommon(a: string[], b: string[]): [number, number][] {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
    }
  }
  const pairs: [number, number][] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++
    else j++
  }
  return pairs
}
