/** What a prompt (or the control endpoint) tells the sandbox to do, e.g. `[fail:429 retry-after=7 times=1]`. */
export type Word = { name: string; value: string; options: Record<string, string> }

export const WORD_NAMES = ['fail', 'answer', 'result', 'delay'] as const

const WORD = /\[(fail|answer|result|delay):([\w-]+)((?:\s+[\w-]+=[^\s\]]+)*)\s*\]/g

export function readWords(text: string): Word[] {
  return [...text.matchAll(WORD)].map(([, name = '', value = '', rest = '']) => ({
    name,
    value,
    options: Object.fromEntries(
      rest
        .split(/\s+/)
        .filter(Boolean)
        .map((pair) => pair.split('=') as [string, string]),
    ),
  }))
}

/** The instruction itself, for the engine. */
export const withoutWords = (text: string): string => text.replace(WORD, '').replace(/\s+/g, ' ').trim()
