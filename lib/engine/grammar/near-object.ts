import type { Target } from '@/lib/engine/target'
import { withoutBrought } from './brought'
import { readColour } from './colour'
import { readTarget } from './target'
import { DETERMINERS } from './target-terms'
import { type Token, wordOf } from './token'

/** Whether the thing that was named is there, nobody knows; something always stands out. */
const wishesForSubject = (colour: string | undefined): string[] =>
  colour
    ? [`make the subject ${colour}`, 'make the subject brighter']
    : ['make the subject brighter', 'cut out the subject']

/** What can be done to the thing, the likeliest first; `colour` = one that was typed. */
function wishesFor(target: Target, name: string, colour: string | undefined): string[] {
  switch (target.kind) {
    case 'background':
      return colour
        ? [`make ${name} ${colour}`, `blur ${name}`]
        : [`blur ${name}`, `make ${name} white`, `remove ${name}`]
    case 'colour':
      return target.word
        ? wishesForSubject(colour)
        : [
            `turn everything ${target.hue} into ${colour ?? (target.hue === 'blue' ? 'red' : 'blue')}`,
            `keep only the ${target.hue} colours`,
          ]
    case 'region':
      return [`make ${name} black and white`, `blur ${name}`]
    case 'subject':
    case 'class':
    case 'thing':
      return wishesForSubject(colour)
    default:
      return []
  }
}

/** "A cat" and "cat" are "the cat"; "her eyes" stay so. */
function nameOf(tokens: readonly Token[]): string {
  const words = tokens.map(wordOf).filter((word) => word !== undefined)
  const from = words.findIndex((word) => !DETERMINERS.has(word))
  const isOwned = ['her', 'his', 'their', 'everything', 'all', 'both'].includes(words[from] ?? '')
  return `${isOwned ? '' : 'the '}${words.slice(from).join(' ')}`
}

/** The first thing that a clause names, and where it ends. */
function findObject(tokens: Token[]): { target: Target; name: string; end: number } | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const found = readTarget(tokens, at)
    if (!found) continue
    const end = at + found.length
    return { target: found.value, name: nameOf(tokens.slice(at, end)), end }
  }
  return undefined
}

/** Instructions about what a clause names, or about what stands out instead, when what it wants of it cannot be done. */
export function wishesForObject(clause: readonly Token[]): string[] {
  const tokens = withoutBrought(clause)
  const object = findObject(tokens)
  if (!object) return []
  const rest = tokens.slice(object.end)
  const at = rest.findIndex((_, i) => readColour(rest, i) !== undefined)
  const colour = rest
    .slice(Math.max(0, at), at < 0 ? 0 : at + readColour(rest, at)!.length)
    .map((token) => (token.kind === 'hex' ? token.text : wordOf(token)))
    .join(' ')
  return wishesFor(object.target, object.name, colour || undefined)
}
